import Domain
import Services

/// Why a backup was taken, in words.
enum BackupCause {
    /// The change around which it was taken; `nil` when there is none.
    static func change(of backup: Backup, _ services: Services, by actor: Actor) async throws -> Change? {
        guard let id = backup.changeID else { return nil }
        return try await services.changes.find(id, by: actor)
    }

    /// For example «before change #48».
    static func words(_ backup: Backup, change: Change?) -> String {
        let number = change.map { " #\($0.number)" } ?? ""
        return Component.Badge(backup.cause).text + number
    }
}

extension Component.Badge {
    /// What is special about a backup; without text when nothing is.
    init(standingOf backup: Backup) {
        switch backup.standing {
        case .suspect: self.init(text: "suspect", tone: "warning")
        case .accepted: self.init(text: "accepted", tone: "info")
        case .good: self.init(text: backup.hold == nil ? "" : "kept", tone: "info")
        }
    }

    /// Why a backup was taken.
    init(_ cause: Backup.Cause) {
        switch cause {
        case .manual: self.init(text: "asked for", tone: "neutral")
        case .scheduled: self.init(text: "scheduled", tone: "neutral")
        case .api: self.init(text: "by API", tone: "neutral")
        case .beforeChange: self.init(text: "before change", tone: "info")
        case .afterChange: self.init(text: "after change", tone: "success")
        }
    }
}
