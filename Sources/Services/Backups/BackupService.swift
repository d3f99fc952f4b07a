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

    /// Its text, with secrets replaced; where its platform has no grammar by what holds for any text.
    public func text(of backup: Backup, by actor: Actor) async throws -> String {
        try actor.require(.view)
        return try await platform(of: backup).secrets.redact(contents.text(backup.content))
    }

    /// Its text as it was read, with its secrets; every look is in the audit.
    public func wholeText(of backup: Backup, by actor: Actor) async throws -> String {
        try actor.require(.viewSecrets)
        let text = try await contents.text(backup.content)
        try await AuditRepository(database).append(
            actor.entry(
                "backup.view_secrets", "backup", backup.id,
                "Took the configuration of \(backup.deviceName) with its secrets (point \(backup.number))"))
        return text
    }

    func platform(of backup: Backup) async throws -> Platform {
        guard let device = try await DeviceRepository(database).find(backup.deviceID) else {
            throw Problem.notFound("device")
        }
        return try platforms.platform(device.platform)
    }
}
