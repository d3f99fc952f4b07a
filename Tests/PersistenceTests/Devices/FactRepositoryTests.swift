import Domain
import Foundation
import Persistence
import Testing

struct FactRepositoryTests {
    private func facts(_ hostname: String, at seconds: Double) -> KnownFacts {
        KnownFacts(
            factProtocol: .eapi, readAt: Date(timeIntervalSince1970: seconds), hostname: hostname, vendor: "Arista",
            model: nil, os: "EOS", version: "4.29", serial: nil, uptime: 60,
            interfaces: [.init(name: "Ethernet1", state: "up", address: nil, description: "a\0b")])
    }

    @Test func `the newest facts stay, also when an older reading ends later`() async throws {
        try await Store.with { store in
            let repository = FactRepository(store.database)
            let device = try await store.device("a")
            #expect(try await repository.find(device.id) == nil)
            try await repository.record(device.id, facts("first", at: 1000))
            try await repository.record(device.id, facts("third", at: 3000))
            try await repository.record(device.id, facts("second", at: 2000))
            let found = try await repository.find(device.id)
            #expect(found?.hostname == "third" && found?.factProtocol == .eapi && found?.uptime == 60)
            #expect(found?.startedAt == Date(timeIntervalSince1970: 2940))
            // PostgreSQL stores no NUL, and a device may well send one.
            #expect(found?.interfaces.first?.name == "Ethernet1")
            #expect(found?.interfaces.first?.description?.contains("\0") == false)
        }
    }
}
