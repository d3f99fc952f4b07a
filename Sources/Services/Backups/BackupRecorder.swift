import DeviceCLI
import Domain
import Foundation
import Persistence

/// Puts captured configurations into a device's timeline: a new point where something changed, and a longer one where nothing did.
struct BackupRecorder: Sendable {
    let database: Database
    let contents: ContentStore
    let platforms: PlatformCatalogue

    /// What became of a capture.
    struct Recorded: Sendable {
        let backup: Backup
        /// False when the device was known like this already.
        let isNew: Bool
    }

    /// Others may add to the same timeline meanwhile; then it is looked at again, so often.
    private static let attempts = 50

    /// Records a capture. Recording it twice does no harm: the second finds the device as it was.
    func record(
        _ capture: ConfigurationCapture, of device: Device, seenAt: Date, origin: BackupOrigin
    ) async throws -> Recorded {
        let proof = CaptureProof(platform: try platforms.platform(device.platform))
        let content = try await contents.put(capture.text)
        for _ in 0..<Self.attempts {
            let good = try await BackupRepository(database).newestGood(device.id)
            let goodText: String? = if let good { try await contents.text(good.content) } else { nil }
            // What a change was predicted to take away is no sign of a capture that broke off.
            let doubt = proof.doubt(about: capture, after: origin.cause == .afterChange ? nil : goodText)
            let isKnown = doubt.isEmpty && goodText.map { proof.isSame($0, capture.text) } ?? false
            let new = NewBackup(deviceID: device.id, content: content, seenAt: seenAt, origin: origin, doubt: doubt)
            let recorded = try await database.transaction { db -> Recorded? in
                let backups = BackupRepository(db)
                try await backups.lockTimeline(device.id)
                guard try await backups.newestGood(device.id)?.id == good?.id else { return nil }
                return try await store(new, known: isKnown ? good : nil, db)
            }
            guard let recorded else { continue }
            if recorded.isNew, recorded.backup.standing.isGood { try await pack(recorded.backup, after: good) }
            return recorded
        }
        throw Problem(
            .unavailable, code: "timeline_busy",
            "\(device.name) is being backed up by others at the same time. Try again.")
    }

    private func store(_ new: NewBackup, known: Backup?, _ db: any Queryable) async throws -> Recorded {
        let backups = BackupRepository(db)
        var earlier = known
        if known == nil, !new.doubt.isEmpty, let last = try await backups.newest(new.deviceID),
            !last.standing.isGood, last.content == new.content
        {
            earlier = last
        }
        let recorded: Recorded
        if let earlier, let longer = try await backups.extend(earlier.id, seenAt: new.seenAt) {
            recorded = Recorded(backup: longer, isNew: false)
        } else {
            recorded = Recorded(backup: try await backups.insert(new), isNew: true)
        }
        let backup = recorded.backup
        if let change = new.origin.changeID {
            try await backups.link(
                backup.id, deviceID: new.deviceID, changeID: change, cause: new.origin.cause, seenAt: new.seenAt)
        }
        try await EventRepository(db).append(.device(new.deviceID), kind: "backup", subject: backup.id.description)
        if recorded.isNew, backup.standing.isGood {
            try await ArchiveRequest.enqueue(on: db)
            try await SearchRequest.enqueue(on: db)
        }
        return recorded
    }

    /// Keeps the point before as a difference, and every 32nd as one from the next 32nd, so that the oldest is never far away.
    private func pack(_ backup: Backup, after good: Backup?) async throws {
        guard let good else { return }
        try await contents.build(good.content, on: backup.content)
        guard backup.number.isMultiple(of: 32) else { return }
        let milestone = try await BackupRepository(database).find(backup.deviceID, number: backup.number - 32)
        guard let milestone, milestone.standing.isGood else { return }
        try await contents.build(milestone.content, on: backup.content)
    }
}
