import Domain
import Foundation
import Persistence
import Testing

struct BackupRepositoryTests {
    private static func time(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

    @Test func `points form the timeline of a device`() async throws {
        try await Store.with { store in
            let backups = BackupRepository(store.database)
            let alice = try await store.user("alice")
            let device = try await store.device("a")
            func insert(_ digit: Character, at seconds: Double, doubt: String = "") async throws -> Backup {
                try await backups.insert(
                    NewBackup(
                        deviceID: device.id, content: try await store.content(digit), seenAt: Self.time(seconds),
                        origin: BackupOrigin(.manual, requestedBy: alice.id), doubt: doubt))
            }
            let first = try await insert("a", at: 1000)
            let second = try await insert("b", at: 2000)
            let suspect = try await insert("c", at: 3000, doubt: "It is cut off.")
            #expect([first, second, suspect].map(\.number) == [1, 2, 3])
            #expect(first.requestedBy == alice.reference && first.size == 100 && first.deviceName == device.name)
            #expect(suspect.standing == .suspect(doubt: "It is cut off.") && first.standing == .good)
            #expect(try await backups.find(first.id) == first)
            #expect(try await backups.find(device.id, number: 2) == second)
            #expect(try await backups.newest(device.id) == suspect)
            #expect(try await backups.newestGood(device.id) == second)
            #expect(try await backups.good(before: suspect) == second)
            let page = try await backups.list(device.id, Page(number: 1, size: 2))
            #expect(page.elements == [suspect, second] && page.total == 3)
        }
    }

    @Test func `a point lasts for as long as the device is seen like it`() async throws {
        try await Store.with { store in
            let backups = BackupRepository(store.database)
            let device = try await store.device("a")
            let point = try await backups.insert(
                NewBackup(
                    deviceID: device.id, content: try await store.content("a"), seenAt: Self.time(1000),
                    origin: BackupOrigin(.scheduled)))
            #expect(try await backups.extend(point.id, seenAt: Self.time(5000))?.lastSeenAt == Self.time(5000))
            // A late worker does not take it back.
            #expect(try await backups.extend(point.id, seenAt: Self.time(2000))?.lastSeenAt == Self.time(5000))
            #expect(try await backups.find(point.id)?.firstSeenAt == Self.time(1000))
        }
    }

    @Test func `a suspect point is accepted once, and not after a newer good one`() async throws {
        try await Store.with { store in
            let backups = BackupRepository(store.database)
            let alice = try await store.user("alice")
            let device = try await store.device("a")
            func insert(_ digit: Character, at seconds: Double, doubt: String) async throws -> Backup {
                try await backups.insert(
                    NewBackup(
                        deviceID: device.id, content: try await store.content(digit), seenAt: Self.time(seconds),
                        origin: BackupOrigin(.manual), doubt: doubt))
            }
            let old = try await insert("a", at: 1000, doubt: "Short.")
            let new = try await insert("b", at: 2000, doubt: "Short.")
            let accepted = try await backups.accept(new.id, by: alice.id)
            guard case .accepted("Short.", _, alice.reference) = accepted?.standing else {
                Issue.record("\(String(describing: accepted))")
                return
            }
            #expect(try await backups.newestGood(device.id) == accepted)
            #expect(try await backups.accept(new.id, by: alice.id) == nil)
            #expect(try await backups.accept(old.id, by: alice.id) == nil)
        }
    }

    @Test func `a change names what was known before and after it`() async throws {
        try await Store.with { store in
            let backups = BackupRepository(store.database)
            let alice = try await store.user("alice")
            let device = try await store.device("a")
            let change = try await store.change(by: alice)
            func insert(_ digit: Character, _ cause: Backup.Cause, at seconds: Double) async throws -> Backup {
                try await backups.insert(
                    NewBackup(
                        deviceID: device.id, content: try await store.content(digit), seenAt: Self.time(seconds),
                        origin: BackupOrigin(cause)))
            }
            let before = try await insert("a", .manual, at: 1000)
            let after = try await insert("b", .afterChange, at: 3000)
            try await backups.link(
                after.id, deviceID: device.id, changeID: change.id, cause: .afterChange, seenAt: Self.time(3000))
            for _ in 1...2 {
                try await backups.link(
                    before.id, deviceID: device.id, changeID: change.id, cause: .beforeChange, seenAt: Self.time(2000))
            }
            let listed = try await backups.list(change.id)
            #expect(listed.map(\.id) == [before.id, after.id])
            #expect(listed.map(\.cause) == [.beforeChange, .afterChange])
        }
    }

    @Test func `a backup needs its configuration`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let missing: ContentHash = try checked(String(repeating: "f", count: 64))
            let problem = await #expect(throws: Problem.self) {
                try await BackupRepository(store.database).insert(
                    NewBackup(
                        deviceID: device.id, content: missing, seenAt: Date(), origin: BackupOrigin(.manual)))
            }
            #expect(problem?.code == "reference_gone")
        }
    }
}
