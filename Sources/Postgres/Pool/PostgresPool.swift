public import Logging
public import Reactor

/// The program's way to its database: a few pipelined connections for single statements, exclusive ones for transactions.
///
/// Connections open when they are first needed and are replaced after the server went away; meanwhile statements wait
/// up to `waitTimeout`. What was sent and not answered is never sent again by itself.
public final class PostgresPool: PostgresQueryable {
    /// How many statements may be under way on one shared connection.
    private static let pipelineDepth = 64

    let configuration: PostgresConfiguration
    let loop: EventLoop
    let exclusive: ConnectionPool
    let listener: NotificationListener
    private let shared: ConnectionPool
    private let reading: ConnectionPool?

    /// Makes a pool that has no connection yet; all its work happens on the loop.
    public init(_ configuration: PostgresConfiguration, on loop: EventLoop, logger: Logger? = nil) {
        self.configuration = configuration
        self.loop = loop
        shared = ConnectionPool(
            configuration, on: loop, role: .shared, limit: configuration.sharedConnections,
            loadLimit: Self.pipelineDepth, logger: logger)
        reading =
            configuration.readingConnections == 0
            ? nil
            : ConnectionPool(
                configuration, on: loop, role: .reading, limit: configuration.readingConnections,
                loadLimit: Self.pipelineDepth, logger: logger)
        exclusive = ConnectionPool(
            configuration, on: loop, role: .exclusive, limit: configuration.exclusiveConnections, loadLimit: 1,
            logger: logger)
        listener = NotificationListener(configuration, on: loop, logger: logger)
    }

    deinit {
        let (shared, reading, exclusive, listener) = (shared, reading, exclusive, listener)
        loop.perform {
            shared.assumeIsolated { $0.abandon() }
            reading?.assumeIsolated { $0.abandon() }
            exclusive.assumeIsolated { $0.abandon() }
            listener.assumeIsolated { $0.stop() }
        }
    }

    /// Runs one statement, which commits by itself, and gives back its rows.
    public func rows(_ sql: SQL) async throws(PostgresError) -> [Row] {
        try await run(sql, on: shared).rows
    }

    /// Runs one statement that changes nothing and gives back its rows; the fastest way, and one that survives a lost connection.
    ///
    /// The server refuses any change (SQLSTATE 25006), so when the connection is lost the statement is sent once more by
    /// itself, and many that come together are answered together. Sequences and locking rows are changes in this sense.
    /// A pool of fewer than 8 connections has none for reading alone and treats it as `rows`.
    public func read(_ sql: SQL) async throws(PostgresError) -> [Row] {
        try await run(sql, on: reading ?? shared).rows
    }

    /// Runs one statement, which commits by itself, and gives back how many rows it affected.
    @discardableResult
    public func execute(_ sql: SQL) async throws(PostgresError) -> Int {
        try await run(sql, on: shared).affectedRows
    }

    /// Events of the channels; the first element is `.gap` as soon as listening has begun.
    public func notifications(on channels: [String]) -> PostgresNotifications {
        let buffer = NotificationBuffer()
        let listener = listener
        loop.perform { listener.assumeIsolated { $0.subscribe(buffer, to: channels) } }
        return PostgresNotifications(buffer: buffer) { [loop] in
            loop.perform { listener.assumeIsolated { $0.unsubscribe(buffer) } }
        }
    }

    /// Refuses new work, waits at most `patience` for what is under way, and ends all connections.
    public func close(patience: Duration = .seconds(10)) async {
        let deadline = ContinuousClock.now + patience
        await listener.close()
        await shared.close(until: deadline)
        await reading?.close(until: deadline)
        await exclusive.close(until: deadline)
    }

    private func run(_ sql: SQL, on connections: ConnectionPool) async throws(PostgresError) -> PostgresResult {
        let request = StatementRequest(sql)
        if request.changesSession {
            throw .misuse("\(request.keyword) needs a transaction or a session", request.name)
        }
        return try await connections.run(request)
    }
}
