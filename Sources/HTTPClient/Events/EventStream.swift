import Reactor

/// Events of a server as they come; read once, at the reader's pace.
public struct EventStream: AsyncSequence, Sendable {
    /// One event.
    public typealias Element = ServerSentEvent
    /// The only failure.
    public typealias Failure = HTTPError

    /// Status and fields of the first answer.
    public var head: HTTPResponseHead { self.first.head }
    let client: HTTPClient
    let request: HTTPRequest
    let reconnection: EventReconnection
    let limit: Int
    let first: HTTPStream

    /// The reader.
    public func makeAsyncIterator() -> Iterator {
        Iterator(stream: self, pieces: self.first.makeAsyncIterator(), parser: EventParser(limit: self.limit))
    }

    /// Reads events, and connects again where that is allowed.
    public struct Iterator: AsyncIteratorProtocol {
        let stream: EventStream
        var pieces: HTTPStream.Iterator?
        var parser: EventParser
        private var waiting: ArraySlice<ServerSentEvent> = []
        private var failures = 0

        init(stream: EventStream, pieces: HTTPStream.Iterator, parser: EventParser) {
            self.stream = stream
            self.pieces = pieces
            self.parser = parser
        }

        /// The next event, nil at the end; throws `HTTPError`.
        nonisolated(nonsending) public mutating func next() async throws(HTTPError) -> ServerSentEvent? {
            while true {
                if let event = self.waiting.popFirst() { return event }
                do {
                    guard let pieces = self.pieces else { return nil }
                    if let piece = try await pieces.next() {
                        try self.take(piece)
                        continue
                    }
                    guard self.mayReconnect else { return nil }
                } catch {
                    guard self.mayReconnect, error.isPassing else { throw error }
                }
                try await self.reconnect()
            }
        }

        /// The same, for readers that name their actor.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(HTTPError) -> ServerSentEvent? {
            try await self.next()
        }

        private var mayReconnect: Bool { self.failures < self.stream.reconnection.attempts }

        private mutating func take(_ piece: [UInt8]) throws(HTTPError) {
            do {
                self.waiting += try self.parser.take(piece)
            } catch {
                throw HTTPError(.tooLarge(limit: self.parser.limit), "\(self.stream.head.url)")
            }
            if !self.waiting.isEmpty { self.failures = 0 }
        }

        private nonisolated(nonsending) mutating func reconnect() async throws(HTTPError) {
            self.pieces = nil
            while true {
                self.failures += 1
                try await self.pause()
                var request = self.stream.request
                if let id = self.parser.lastID, !id.isEmpty { request.headers["Last-Event-ID"] = id }
                do {
                    let stream = try await self.stream.client.stream(request)
                    // The server's way to say that there will be no more.
                    if stream.head.status == 204 { return }
                    try stream.requireEvents()
                    self.parser.reconnected()
                    self.pieces = stream.makeAsyncIterator()
                    return
                } catch {
                    guard self.mayReconnect, error.isPassing else { throw error }
                }
            }
        }

        private nonisolated(nonsending) func pause() async throws(HTTPError) {
            let delay = self.parser.retry ?? self.stream.reconnection.delay
            do {
                try await self.stream.client.engine.loop.sleep(until: .now + delay)
            } catch {
                throw HTTPError(error == .cancelled ? .cancelled : .closed, "\(self.stream.head.url)")
            }
        }
    }
}

extension HTTPClient {
    /// Asks for a stream of events; `limit` bounds one event in bytes, and time without one is `HTTPTimeouts.idle`.
    ///
    /// An answer that is no stream of events throws `.notAnEventStream`.
    nonisolated(nonsending) public func events(
        _ request: HTTPRequest, reconnecting reconnection: EventReconnection = .never, limit: Int = 1 << 20
    ) async throws(HTTPError) -> EventStream {
        var request = request
        if request.headers["Accept"] == nil { request.headers["Accept"] = "text/event-stream" }
        request.headers["Cache-Control"] = "no-store"
        let stream = try await self.stream(request)
        try stream.requireEvents()
        return EventStream(
            client: self, request: request, reconnection: reconnection, limit: limit, first: stream)
    }
}

extension HTTPStream {
    fileprivate func requireEvents() throws(HTTPError) {
        let type = (self.head.headers["Content-Type"] ?? "").prefix { $0 != ";" && $0 != " " }
        guard self.head.status == 200, type.lowercased() == "text/event-stream" else {
            throw HTTPError(.notAnEventStream(status: self.head.status), "\(self.head.url)")
        }
    }
}

extension HTTPError {
    /// Whether the same request may well succeed a little later.
    var isPassing: Bool {
        switch self.code {
        case .connectionLost, .truncated, .refused, .unreachable, .unresolvable, .timedOut: true
        default: false
        }
    }
}
