public import Domain
public import Persistence

/// Names the configurations that many devices have at one time.
public struct SnapshotService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// Which devices a snapshot takes in.
    public enum Selection: Sendable, Hashable {
        case all
        case tag(Tag)
        case devices([Device.ID])
    }

    /// One page of the snapshots, newest first.
    public func list(page: Page, by actor: Actor) async throws -> Paged<NetworkSnapshot> {
        try actor.require(.view)
        return try await SnapshotRepository(database).list(page)
    }

    /// One snapshot.
    public func find(_ id: NetworkSnapshot.ID, by actor: Actor) async throws -> NetworkSnapshot {
        try actor.require(.view)
        guard let snapshot = try await SnapshotRepository(database).find(id) else {
            throw Problem.notFound("snapshot")
        }
        return snapshot
    }

    /// One page of its points, by device, each with that of the same device in another snapshot, or with the newest good one.
    public func points(
        _ id: NetworkSnapshot.ID, against other: NetworkSnapshot.ID?, page: Page, by actor: Actor
    ) async throws -> Paged<(point: Backup, other: Backup?)> {
        try actor.require(.view)
        let points = try await SnapshotRepository(database).points(id, page)
        let devices = points.elements.map(\.deviceID)
        let others =
            if let other { try await SnapshotRepository(database).points(other, of: devices) } else {
                try await BackupRepository(database).newestGood(of: devices)
            }
        let byDevice = Dictionary(others.map { ($0.deviceID, $0) }, uniquingKeysWith: { first, _ in first })
        return points.map { ($0, byDevice[$0.deviceID]) }
    }

    /// Takes a snapshot of what is known now: the newest good point of each device that has one.
    public func take(
        named name: String, note: String, of selection: Selection, by actor: Actor
    ) async throws -> NetworkSnapshot {
        try actor.require(.readDevices)
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var problems: [FieldProblem] = []
        if !(1...100).contains(name.utf8.count) {
            problems.append(FieldProblem("name", "A name has 1 to 100 bytes."))
        }
        if note.utf8.count > 2000 { problems.append(FieldProblem("note", "Keep the note under 2,000 bytes.")) }
        if case .devices(let ids) = selection, ids.isEmpty {
            problems.append(FieldProblem("devices", "Choose at least one device."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
        var devices: [Device.ID]?
        var tag: Tag?
        switch selection {
        case .all: break
        case .tag(let chosen): tag = chosen
        case .devices(let chosen): devices = chosen
        }
        return try await database.transaction { [devices, tag] db in
            let snapshot = try await SnapshotRepository(db).insert(
                NetworkSnapshot.ID(), name: name, note: note, devices: devices, tag: tag, by: actor.user.id)
            guard snapshot.deviceCount > 0 else {
                throw Problem.invalid([
                    FieldProblem("devices", "None of these devices has a backup yet. Take one first.")
                ])
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "snapshot.take", "snapshot", snapshot.id, "Took snapshot \(name) of \(snapshot.deviceCount) devices"
                ))
            return snapshot
        }
    }

    /// Removes a snapshot; its points stay until retention lets them go.
    public func remove(_ id: NetworkSnapshot.ID, by actor: Actor) async throws {
        try actor.require(.editDevices)
        let snapshot = try await find(id, by: actor)
        try await database.transaction { db in
            _ = try await SnapshotRepository(db).delete(id)
            try await AuditRepository(db).append(
                actor.entry("snapshot.remove", "snapshot", id, "Removed snapshot \(snapshot.name)"))
        }
    }
}
