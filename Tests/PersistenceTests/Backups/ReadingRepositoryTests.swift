import Domain
import Foundation
import Persistence
import Testing

struct ReadingRepositoryTests {
    @Test func `the newest reading stays, also when an older one comes later`() async throws {
        try await Store.with { store in
            let readings = ReadingRepository(store.database)
            let device = try await store.device("a")
            let (old, new) = (try await store.content("a"), try await store.content("b"))
            #expect(try await readings.find(device.id) == nil)
            let job = Job.ID()
            try await readings.record(
                deviceID: device.id, hash: new, readAt: Date(timeIntervalSince1970: 2000), jobID: job)
            try await readings.record(
                deviceID: device.id, hash: old, readAt: Date(timeIntervalSince1970: 1000), jobID: Job.ID())
            let expected = ConfigurationReading(
                deviceID: device.id, content: new, readAt: Date(timeIntervalSince1970: 2000), jobID: job)
            #expect(try await readings.find(device.id) == expected)
        }
    }
}
