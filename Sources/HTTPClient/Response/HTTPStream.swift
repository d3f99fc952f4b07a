/// An answer whose body comes piece by piece; it is read once, and letting go of it ends the transfer.
public struct HTTPStream: AsyncSequence, Sendable {
    /// A piece of the body, never empty.
    public typealias Element = [UInt8]
    /// The only failure.
    public typealias Failure = HTTPError

    /// Status and fields.
    public let head: HTTPResponseHead
    let lease: StreamLease

    /// The reader of the body.
    public func makeAsyncIterator() -> Iterator { Iterator(lease: self.lease) }

    /// Reads the rest as one piece; more than `limit` bytes are an error.
    nonisolated(nonsending) public func collect(limit: Int) async throws(HTTPError) -> [UInt8] {
        var body: [UInt8] = []
        let iterator = self.makeAsyncIterator()
        while let piece = try await iterator.next() {
            guard body.count + piece.count <= limit else {
                throw HTTPError(.tooLarge(limit: limit), "\(self.head.url)")
            }
            body += piece
        }
        return body
    }

    /// Asks for the next piece when it is wanted, and so keeps the server at the reader's pace.
    public struct Iterator: AsyncIteratorProtocol {
        let lease: StreamLease

        /// The next piece, nil at the end; throws `HTTPError`, `.cancelled` when the task was.
        nonisolated(nonsending) public func next() async throws(HTTPError) -> [UInt8]? {
            try await self.lease.engine.next(self.lease.id)
        }

        /// The same, for readers that name their actor.
        public func next(isolation actor: isolated (any Actor)?) async throws(HTTPError) -> [UInt8]? {
            try await self.lease.engine.next(self.lease.id)
        }
    }
}

/// Keeps a transfer in its engine as long as somebody may read it.
final class StreamLease: Sendable {
    let engine: HTTPEngine
    let id: UInt64

    init(engine: HTTPEngine, id: UInt64) {
        self.engine = engine
        self.id = id
    }

    deinit { self.engine.release(self.id) }
}
