/// What a repository is made from: the pool (each statement commits by itself), a transaction or a session.
public protocol PostgresQueryable: Sendable {
    /// Runs a statement and gives back its rows, all of them in memory.
    func rows(_ sql: SQL) async throws(PostgresError) -> [Row]
    /// Runs a statement and gives back how many rows it inserted, updated, deleted or selected.
    @discardableResult
    func execute(_ sql: SQL) async throws(PostgresError) -> Int
}
