import ConfigTree
import Domain
import Persistence

/// Puts the lines of configurations where they can be searched, without their secrets.
struct SearchIndexer: Sendable {
    let database: Database
    let contents: ContentStore
    let platforms: PlatformCatalogue

    /// Indexes every good point that is not yet, each device's in their order; the answer is how many.
    ///
    /// What cannot be indexed does not hold up the others; the first reason is thrown at the end.
    func catchUp() async throws -> Int {
        var count = 0
        var failed: [Device.ID: any Error] = [:]
        while true {
            try Task.checkCancellation()
            let missing = try await SearchRepository(database).unindexed(besides: Array(failed.keys), limit: 100)
            if missing.isEmpty { break }
            for backup in missing where failed[backup.deviceID] == nil {
                do {
                    try await index(backup)
                    count += 1
                } catch {
                    failed[backup.deviceID] = error
                }
            }
        }
        if let error = failed.values.first { throw error }
        return count
    }

    private func index(_ backup: Backup) async throws {
        guard let device = try await DeviceRepository(database).find(backup.deviceID) else { return }
        // try?: what holds for any text also holds for a platform that is not known any more.
        let secrets = (try? platforms.platform(device.platform))?.secrets ?? .universal
        let shown = secrets.redact(try await contents.text(backup.content))
        let lines = Set(ConfigurationOutline(shown).lines.map { SearchHit.Line(text: $0.text, parents: $0.parents) })
        let numbers = try await SearchRepository(database).numbers(of: Array(lines))
        try await database.transaction { db in
            try await BackupRepository(db).lockTimeline(backup.deviceID)
            try await SearchRepository(db).index(backup, lines: numbers)
        }
    }
}
