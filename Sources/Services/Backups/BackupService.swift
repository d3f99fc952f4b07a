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
    public func text(of backup: Backup, by actor: Actor) async throws -> String {
        try actor.require(.view)
        return try await platform(of: backup).secrets.redact(contents.text(backup.content))
    }

    /// Its text as the device showed it, for who may see secrets; every look leaves a trace in the audit.
    public func secretText(of backup: Backup, by actor: Actor) async throws -> String {
        try actor.require(.viewSecrets)
        let text = try await contents.text(backup.content)
        try await AuditRepository(database).append(
            actor.entry(
                "backup.view_secrets", "backup", backup.id,
                "Saw the configuration of \(backup.deviceName) with its secrets (point \(backup.number))"))
        return text
    }

    /// The lines that differ between two backups, older first, with secrets replaced; they may be of two devices.
    public func difference(from older: Backup, to newer: Backup, by actor: Actor) async throws -> ShownDiff {
        try await comparison(from: older, to: newer, by: actor).lines
    }

    /// The same as one column and as two; a secret has the same mark wherever it stands.
    public func comparison(
        from older: Backup, to newer: Backup, by actor: Actor
    ) async throws -> (lines: ShownDiff, sides: ShownSides) {
        try actor.require(.view)
        let (from, to) = (try await platform(of: older), try await platform(of: newer))
        let (old, new) = (try await contents.text(older.content), try await contents.text(newer.content))
        var marks = RedactionMap()
        if from.name == to.name, let grammar = to.grammar, let trees = Self.trees(old, new, grammar) {
            let narrow = ConfigDiff(from: trees.old, to: trees.new).redacted(by: grammar, into: &marks)
            let wide = ConfigDiff(from: trees.old, to: trees.new, context: Self.foldedLines)
                .redacted(by: grammar, into: &marks)
            return (ShownDiff(narrow), ShownSides(SideBySide(wide)))
        }
        let difference = TextDiff(
            from: from.secrets.redact(old, into: &marks), to: to.secrets.redact(new, into: &marks))
        return (ShownDiff(difference), ShownSides(SideBySide(difference)))
    }

    /// So many lines without change can be unfolded around each change.
    private static let foldedLines = 100

    /// `nil` when one of them cannot be read as a tree, as a suspect one may not.
    static func trees(_ old: String, _ new: String, _ grammar: Grammar) -> (old: ConfigTree, new: ConfigTree)? {
        do {
            return (try ConfigTree(parsing: old, grammar: grammar), try ConfigTree(parsing: new, grammar: grammar))
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
}
