/// What a repository is made from: the pool (each statement commits by itself), a transaction or a session.
public protocol PostgresQueryable: Sendable {
    /// Runs a statement and gives back its rows, all of them in memory.
    func rows(_ sql: SQL) async throws(PostgresError) -> [Row]
    /// Runs a statement that changes nothing and gives back its rows; the pool sends it again once when a connection is lost.
    func read(_ sql: SQL) async throws(PostgresError) -> [Row]
    /// Runs a statement and gives back how many rows it inserted, updated, deleted or selected.
    @discardableResult
    func execute(_ sql: SQL) async throws(PostgresError) -> Int
}

extension PostgresQueryable {
    /// As `rows`: within a transaction or a session there is no second connection to ask.
    public func read(_ sql: SQL) async throws(PostgresError) -> [Row] {
        try await rows(sql)
    }
}
