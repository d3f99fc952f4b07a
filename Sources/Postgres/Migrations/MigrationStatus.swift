/// How a database stands to the program's migrations.
public struct MigrationStatus: Sendable {
    /// Versions that were applied, in order.
    public let applied: [Int]
    /// Files that still have to be applied, in order.
    public let pending: [MigrationFile]
    /// The first reason why the two do not fit together; nil when applying `pending` is all that is needed.
    public let problem: PostgresError?

    /// Whether the database is exactly what the program expects.
    public var isCurrent: Bool { problem == nil && pending.isEmpty }
}
