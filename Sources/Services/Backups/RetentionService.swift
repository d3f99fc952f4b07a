public import Domain
public import Persistence

/// Removes old backups by rule, and keeps those that somebody wants kept.
public struct RetentionService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// The rule; `nil` while nothing is removed.
    public func rule(by actor: Actor) async throws -> BackupRetention? {
        try actor.require(.view)
        return try await BackupRetentionRepository(database).find()
    }

    /// Sets the rule; `nil` ends it.
    public func save(_ rule: BackupRetention?, by actor: Actor) async throws {
        try actor.require(.editCredentials)
        try await database.transaction { db in
            try await BackupRetentionRepository(db).save(rule, by: actor.user.id)
            let words =
                rule.map { "Backups older than \($0.days) days go, besides the newest \($0.count) of each device" }
                ?? "Backups are not removed any more"
            try await AuditRepository(db).append(actor.entry("backup.retention", "backup", "retention", words))
        }
    }

    /// Keeps a point whatever the rule says.
    public func hold(_ id: Backup.ID, reason: String, by actor: Actor) async throws -> Backup {
        try actor.require(.editDevices)
        let reason = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !reason.isEmpty, reason.utf8.count <= 500 else {
            throw Problem.invalid([FieldProblem("reason", "Say in at most 500 bytes why it is kept.")])
        }
        return try await database.transaction { db in
            guard let backup = try await BackupRepository(db).hold(id, reason: reason, by: actor.user.id) else {
                throw Problem.notFound("backup")
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "backup.hold", "backup", id, "Keeps backup \(backup.number) of \(backup.deviceName): \(reason)"))
            return backup
        }
    }

    /// Lets the rule have a point again.
    public func release(_ id: Backup.ID, by actor: Actor) async throws -> Backup {
        try actor.require(.editDevices)
        return try await database.transaction { db in
            guard let backup = try await BackupRepository(db).release(id) else {
                throw Problem(.conflict, code: "backup_not_held", "This backup is not kept on purpose.")
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "backup.release", "backup", id, "Lets go of backup \(backup.number) of \(backup.deviceName)"))
            return backup
        }
    }

    /// Asks a worker to apply the rule to every device.
    public func requestPruning(by actor: Actor) async throws {
        try actor.require(.editCredentials)
        guard try await BackupRetentionRepository(database).find() != nil else {
            throw Problem(.conflict, code: "retention_without_rule", "Nothing is to be removed. Set a rule first.")
        }
        try await database.transaction { db in
            try await JobRepository(db).enqueue([
                NewJob(.pruneBackups, requestedBy: actor.user.id, uniqueKey: JobKind.pruneBackups.rawValue)
            ])
            try await AuditRepository(db).append(
                actor.entry("backup.prune", "backup", "retention", "Asked for the removal of old backups"))
        }
    }

    /// Applies the rule, to one device or to all; the answer is how many points went. Without a rule nothing goes.
    public func prune(_ device: Device.ID?) async throws -> JSONValue {
        guard let rule = try await BackupRetentionRepository(database).find() else {
            return .object(["removed": .integer(0)])
        }
        var count = 0
        if let device {
            count = try await prune(device, rule)
        } else {
            while true {
                try Task.checkCancellation()
                let devices = try await BackupRetentionRepository(database).devicesToPrune(rule, limit: 100)
                if devices.isEmpty { break }
                for device in devices { count += try await prune(device, rule) }
            }
        }
        return .object(["removed": .integer(count)])
    }

    private func prune(_ id: Device.ID, _ rule: BackupRetention) async throws -> Int {
        let gone = try await database.transaction { db in
            try await BackupRepository(db).lockTimeline(id)
            let gone = try await BackupRetentionRepository(db).prune(id, rule)
            let device = try await DeviceRepository(db).find(id)
            let numbers = gone.map(\.number).sorted()
            if let first = numbers.first, let last = numbers.last {
                try await AuditRepository(db).append(
                    NewAuditEntry(
                        actor: nil, action: "backup.prune", subjectKind: "device", subjectID: id.description,
                        summary:
                            "Removed \(numbers.count) backups of \(device?.name.text ?? "a device"), \(first) to \(last): "
                            + "older than \(rule.days) days and not among the newest \(rule.count)",
                        remoteAddress: "", requestID: ""))
            }
            return gone
        }
        // An older text builds on a newer one, so each round frees what the one before built on.
        let contents = Array(Set(gone.map(\.content)))
        while try await BackupRetentionRepository(database).sweep(contents) > 0 {}
        return gone.count
    }
}
