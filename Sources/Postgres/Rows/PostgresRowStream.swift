/// The rows of a large result, fetched as they are asked for: at most about half a megabyte of them is in memory.
///
/// All rows are of one moment. Each fetch may take as long as a statement. Leaving early is free; the server forgets
/// the rest with the transaction. For one reader.
public struct PostgresRowStream: AsyncSequence, Sendable {
    let transaction: PostgresTransaction
    let sql: SQL
    let pauseLimit: Duration?

    /// Makes the iterator; each runs the statement anew.
    public func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// Fetches the rows in batches and gives them one by one.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        /// How much a batch should hold: enough that the way to the server does not count, little enough for many readers.
        private static let batchMemory = 128 * 1024...512 * 1024
        private static let largestBatch = 8192

        private let stream: PostgresRowStream
        private var cursor: String?
        private var batch: [Row] = []
        private var next = 0
        private var batchSize = 64
        private var isOver = false

        init(stream: PostgresRowStream) {
            self.stream = stream
        }

        /// The next row; nil at the end. Throws when a fetch fails or the task is cancelled.
        public mutating func next() async throws(PostgresError) -> Row? {
            try await next(isolation: nil)
        }

        /// The next row; nil at the end. Throws when a fetch fails or the task is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(PostgresError) -> Row? {
            if next == batch.count, !isOver { try await fetch() }
            guard next < batch.count else { return nil }
            next += 1
            return batch[next - 1]
        }

        private mutating func fetch() async throws(PostgresError) {
            // Dropped first, so that two batches are never held at once.
            batch = []
            next = 0
            let name = try await openCursor()
            let request = StatementRequest(fetching: batchSize, from: name, for: stream.sql)
            let result = try await stream.transaction.run(request)
            batch = result.rows
            if batch.count < batchSize {
                isOver = true
                _ = try await stream.transaction.run(StatementRequest(script: "CLOSE \(name)", name: nil))
            } else if result.memorySize < Self.batchMemory.lowerBound {
                batchSize = Swift.min(batchSize * 2, Self.largestBatch)
            } else if result.memorySize > Self.batchMemory.upperBound {
                batchSize = Swift.max(batchSize / 2, 1)
            }
        }

        private mutating func openCursor() async throws(PostgresError) -> String {
            if let cursor { return cursor }
            let transaction = stream.transaction
            // All rows will be read, so the plan for all of them is wanted and not that for the first.
            _ = try await transaction.run(StatementRequest("SELECT set_config('cursor_tuple_fraction', '1', true)"))
            if let limit = stream.pauseLimit?.milliseconds {
                _ = try await transaction.run(
                    StatementRequest(
                        "SELECT set_config('idle_in_transaction_session_timeout', \(String(limit)), true)"))
            }
            let name = transaction.makeCursorName()
            _ = try await transaction.run(StatementRequest(declaring: name, for: stream.sql))
            cursor = name
            return name
        }
    }
}

extension PostgresTransaction {
    /// The rows of a SELECT or VALUES as a stream with bounded memory.
    ///
    /// `pauseLimit` is how long the reader may take between two fetches; nil keeps the configured time for idle transactions.
    public func stream(_ sql: SQL, pauseLimit: Duration? = nil) -> PostgresRowStream {
        PostgresRowStream(transaction: self, sql: sql, pauseLimit: pauseLimit)
    }
}
