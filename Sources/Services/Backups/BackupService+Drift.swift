public import Domain
import Persistence

extension BackupService {
    /// What a device came to differ in after its last change, without a change.
    public struct Drift: Sendable {
        /// What was known right after the change.
        public let after: Backup
        /// The newest good point.
        public let now: Backup
        /// `nil` when they are too large to count in a list.
        public let counts: (added: Int, removed: Int)?

        /// Whether anything differs that counts.
        public var isThere: Bool { after.id != now.id && counts.map { $0.added + $0.removed > 0 } ?? true }
    }

    /// How a device differs now from what its last change left; `nil` when no change ended on it.
    public func drift(of device: Device.ID, by actor: Actor) async throws -> Drift? {
        try actor.require(.view)
        let backups = BackupRepository(database)
        guard let after = try await backups.afterLastChange(device), let now = try await backups.newestGood(device)
        else { return nil }
        return Drift(after: after, now: now, counts: try await lineCounts(from: after, to: now, by: actor))
    }

    /// A point by its device's name and its number; the newest good one without a number.
    public func find(of device: Device, number: Int?, by actor: Actor) async throws -> Backup {
        try actor.require(.view)
        let backups = BackupRepository(database)
        let found =
            if let number { try await backups.find(device.id, number: number) } else {
                try await backups.newestGood(device.id)
            }
        guard let found else { throw Problem.notFound("backup of \(device.name)") }
        return found
    }
}
