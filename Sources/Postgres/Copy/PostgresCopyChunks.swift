/// What a `COPY … TO STDOUT` brings: each element is one or more whole rows; for one reader, within `out`.
public struct PostgresCopyChunks: AsyncSequence, Sendable {
    let connection: PostgresConnection
    let deadline: ContinuousClock.Instant

    /// Whether all of it was read.
    var isThrough: Bool {
        get async { await !connection.isCopying }
    }

    /// The rows of the text form; not for csv or binary.
    public var rows: PostgresCopyLines { PostgresCopyLines(chunks: self) }

    /// Makes the iterator; all iterators take from the same stream.
    public func makeAsyncIterator() -> Iterator { Iterator(chunks: self) }

    /// Reads the chunks one by one.
    public struct Iterator: AsyncIteratorProtocol {
        let chunks: PostgresCopyChunks

        /// The next rows; nil at the end. Throws when the connection is lost or the task is cancelled.
        public mutating func next() async throws(PostgresError) -> [UInt8]? {
            try await chunks.connection.nextCopyChunk(until: chunks.deadline)
        }

        /// The next rows; nil at the end. Throws when the connection is lost or the task is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(PostgresError) -> [UInt8]? {
            try await chunks.connection.nextCopyChunk(until: chunks.deadline)
        }
    }
}

extension PostgresConnection {
    /// Whether the COPY at the head still moves data.
    var isCopying: Bool { queue.first?.isCopying == true }
}
