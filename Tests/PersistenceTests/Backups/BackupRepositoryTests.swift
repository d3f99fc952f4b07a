import Domain
import Foundation
import Persistence
import Testing

struct BackupRepositoryTests {
    @Test func `backups form the timeline of a device`() async throws {
        try await Store.with { store in
            let backups = BackupRepository(store.database)
            let alice = try await store.user("alice")
            let device = try await store.device("a")
            let change = try await store.change(by: alice)
            let content = try await store.content("a")
            func insert(_ cause: Backup.Cause, at seconds: Double, _ changeID: Change.ID?) async throws -> Backup {
                try await backups.insert(
                    id: Backup.ID(), deviceID: device.id, content: content,
                    takenAt: Date(timeIntervalSince1970: seconds), cause: cause, changeID: changeID,
                    requestedBy: changeID == nil ? alice.id : nil)
            }
            let after = try await insert(.afterChange, at: 3000, change.id)
            let manual = try await insert(.manual, at: 1000, nil)
            let before = try await insert(.beforeChange, at: 2000, change.id)
            #expect(manual.requestedBy == alice.reference && before.requestedBy == nil)
            #expect(manual.size == 100 && manual.deviceName == device.name)
            #expect(manual.takenAt == Date(timeIntervalSince1970: 1000))
            #expect(try await backups.find(manual.id) == manual)
            #expect(try await backups.newest(device.id) == after)
            let page = try await backups.list(device.id, Page(number: 1, size: 2))
            #expect(page.elements == [after, before] && page.total == 3)
            #expect(try await backups.list(change.id) == [before, after])
        }
    }

    @Test func `a backup needs its configuration`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let missing: ContentHash = try checked(String(repeating: "f", count: 64))
            let problem = await #expect(throws: Problem.self) {
                try await BackupRepository(store.database).insert(
                    id: Backup.ID(), deviceID: device.id, content: missing, takenAt: Date(), cause: .manual,
                    changeID: nil, requestedBy: nil)
            }
            #expect(problem?.code == "reference_gone")
        }
    }
}
