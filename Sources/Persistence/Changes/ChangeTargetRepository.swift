public import Domain
public import Postgres

/// Stores the plan of each device; a stored plan never changes.
public struct ChangeTargetRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds the plan of one device; its base and predicted configurations are stored already.
    public func insert(_ target: ChangeTarget) async throws(Problem) {
        let diff = try JSONText(encoding: target.diff.storable)
        try await db.run(
            """
            -- ChangeTargetRepository.insert
            INSERT INTO change_target (
                id, change_id, revision, position, device_id, platform, commands, inverse, base_hash, base_read_at,
                predicted_hash, diff, lines_added, lines_removed, expectation, safety_net, warnings
            )
            VALUES (
                \(target.id), \(target.changeID), \(target.revision), \(target.position), \(target.deviceID),
                \(target.platform), \(target.commands), \(target.inverse), \(target.base), \(target.baseReadAt),
                \(target.predicted), \(diff), \(target.linesAdded), \(target.linesRemoved), \(target.expectation),
                \(target.safetyNet), \(target.warnings)
            )
            """)
    }

    /// The plan of one revision, by position.
    public func list(_ changeID: Change.ID, revision: Int) async throws(Problem) -> [ChangeTarget] {
        try await db.all(
            """
            -- ChangeTargetRepository.list
            SELECT \(ChangeTarget.columns)
            FROM change_target
            WHERE change_id = \(changeID) AND revision = \(revision)
            ORDER BY position
            """, ChangeTarget.init(row:))
    }

    /// The plan of one device.
    public func find(_ id: ChangeTarget.ID) async throws(Problem) -> ChangeTarget? {
        try await db.first(
            """
            -- ChangeTargetRepository.find
            SELECT \(ChangeTarget.columns)
            FROM change_target
            WHERE id = \(id)
            """, ChangeTarget.init(row:))
    }
}

extension ChangeTarget {
    fileprivate static let columns: SQL = """
        id, change_id, revision, position, device_id, \(.deviceName), platform, commands, inverse, base_hash,
        base_read_at, predicted_hash, diff, lines_added, lines_removed, expectation, safety_net, warnings
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), changeID: try row.decode("change_id"), revision: try row.decode("revision"),
            position: try row.decode("position"), deviceID: try row.decode("device_id"),
            deviceName: try row.decode("device_name"), platform: try row.decode("platform"),
            commands: try row.decode("commands"), inverse: try row.decode("inverse"),
            base: try row.decode("base_hash"), baseReadAt: try row.decode("base_read_at"),
            predicted: try row.decode("predicted_hash"), diff: try row.json("diff"),
            linesAdded: try row.decode("lines_added"), linesRemoved: try row.decode("lines_removed"),
            expectation: try row.decode("expectation"), safetyNet: try row.decode("safety_net"),
            warnings: try row.decode("warnings"))
    }
}
