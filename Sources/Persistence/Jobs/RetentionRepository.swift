public import Domain
public import Postgres

/// Keeps the partitions of what is kept for a time only.
public struct RetentionRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Makes the partitions that are needed next and drops those that are out of time; the answer is how many it dropped.
    ///
    /// Safe to call from any number of processes at once; it gives up after two seconds when someone reads for long.
    @discardableResult
    public func keepPartitions() async throws(Problem) -> Int {
        try await db.returningOne(
            """
            -- RetentionRepository.keepPartitions
            SELECT keep_partitions() AS dropped
            """
        ) { row throws(PostgresError) in try row.decode("dropped") }
    }
}
