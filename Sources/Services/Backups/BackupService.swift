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

    /// The lines that differ between two backups, older first, with secrets replaced; sections are shown around them.
    public func difference(from older: Backup, to newer: Backup, by actor: Actor) async throws -> ShownDiff {
        try actor.require(.view)
        let (from, to) = try await trees(of: older, and: newer)
        return ShownDiff(ConfigDiff(from: from, to: to).redacted(by: to.grammar))
    }

    /// The same as one column and as two; a secret has the same mark wherever it stands.
    public func comparison(
        from older: Backup, to newer: Backup, by actor: Actor
    ) async throws -> (lines: ShownDiff, sides: ShownSides) {
        try actor.require(.view)
        let (from, to) = try await trees(of: older, and: newer)
        var marks = RedactionMap()
        let narrow = ConfigDiff(from: from, to: to).redacted(by: to.grammar, into: &marks)
        let wide = ConfigDiff(from: from, to: to, context: Self.foldedLines).redacted(by: to.grammar, into: &marks)
        return (ShownDiff(narrow), ShownSides(SideBySide(wide)))
    }

    /// So many lines without change can be unfolded around each change.
    private static let foldedLines = 100

    private func trees(of older: Backup, and newer: Backup) async throws -> (from: ConfigTree, to: ConfigTree) {
        let from = try ConfigTree(
            parsing: await contents.text(older.content), grammar: try await platform(of: older).requireGrammar())
        let to = try ConfigTree(
            parsing: await contents.text(newer.content), grammar: try await platform(of: newer).requireGrammar())
        return (from, to)
    }

    private func platform(of backup: Backup) async throws -> Platform {
        guard let device = try await DeviceRepository(database).find(backup.deviceID) else {
            throw Problem.notFound("device")
        }
        return try platforms.platform(device.platform)
    }
}
