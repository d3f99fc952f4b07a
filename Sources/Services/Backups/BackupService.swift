import ConfigTree
public import Domain
public import Persistence

/// Reads backups: their texts redacted, and the difference of any two.
public struct BackupService: Sendable {
    let database: Database
    let contents: ContentStore
    let platforms: PlatformCatalogue

    /// A service over the database and the stored contents.
    public init(database: Database, contents: ContentStore, platforms: PlatformCatalogue) {
        self.database = database
        self.contents = contents
        self.platforms = platforms
    }

    /// The backups of a device, newest first.
    public func list(of device: Device.ID, page: Page, by actor: Actor) async throws -> Paged<Backup> {
        try actor.require(.view)
        return try await BackupRepository(database).list(device, page)
    }

    /// The backups taken around a change.
    public func list(of change: Change.ID, by actor: Actor) async throws -> [Backup] {
        try actor.require(.view)
        return try await BackupRepository(database).list(change)
    }

    /// One backup.
    public func find(_ id: Backup.ID, by actor: Actor) async throws -> Backup {
        try actor.require(.view)
        guard let backup = try await BackupRepository(database).find(id) else { throw Problem.notFound("backup") }
        return backup
    }

    /// Its text, with secrets replaced.
    ///
    /// Where the platform has no grammar nobody can tell them from the rest: then only who may see secrets sees it at all.
    public func text(of backup: Backup, by actor: Actor) async throws -> String {
        try actor.require(.view)
        let platform = try await platform(of: backup)
        let text = try await contents.text(backup.content)
        guard let grammar = platform.grammar else {
            try await allowSecrets(of: [backup], platform, to: actor)
            return text
        }
        return grammar.redact(text)
    }

    /// The lines that differ between two backups, older first, with secrets replaced; they may be of two devices.
    public func difference(from older: Backup, to newer: Backup, by actor: Actor) async throws -> ShownDiff {
        try actor.require(.view)
        let (from, to) = (try await platform(of: older), try await platform(of: newer))
        let (old, new) = (try await contents.text(older.content), try await contents.text(newer.content))
        if from.name == to.name, let grammar = to.grammar,
            let difference = Self.treeDifference(from: old, to: new, grammar)
        {
            return ShownDiff(difference.redacted(by: grammar))
        }
        if let bare = [from, to].first(where: { $0.grammar == nil }) {
            try await allowSecrets(of: [older, newer], bare, to: actor)
        }
        return ShownDiff(TextDiff(from: old, to: new), from: from.grammar, to: to.grammar)
    }

    /// `nil` when one of them cannot be read as a tree, as a suspect one may not.
    static func treeDifference(from old: String, to new: String, _ grammar: Grammar) -> ConfigDiff? {
        do {
            return ConfigDiff(
                from: try ConfigTree(parsing: old, grammar: grammar), to: try ConfigTree(parsing: new, grammar: grammar)
            )
        } catch {
            return nil
        }
    }

    func platform(of backup: Backup) async throws -> Platform {
        guard let device = try await DeviceRepository(database).find(backup.deviceID) else {
            throw Problem.notFound("device")
        }
        return try platforms.platform(device.platform)
    }

    /// Refuses who may not see secrets; who may leaves a trace in the audit.
    private func allowSecrets(of backups: [Backup], _ platform: Platform, to actor: Actor) async throws {
        guard actor.may(.viewSecrets) else { _ = try platform.requireGrammar(); return }
        for backup in backups {
            try await AuditRepository(database).append(
                actor.entry(
                    "backup.view_secrets", "backup", backup.id,
                    "Saw the configuration of \(backup.deviceName) with its secrets (point \(backup.number))"))
        }
    }
}
