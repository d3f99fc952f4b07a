/// Sends requests to what its policy allows, over the connections of an engine; a value that may be handed on.
public struct HTTPClient: Sendable {
    let engine: HTTPEngine
    /// What may be reached.
    public let egress: EgressPolicy
    let proxy: HTTPProxy?

    /// A client; without a proxy it connects directly, whatever the environment says.
    public init(engine: HTTPEngine, egress: EgressPolicy, proxy: HTTPProxy? = nil) {
        self.engine = engine
        self.egress = egress
        self.proxy = proxy
    }

    /// Sends a request and gives the whole answer, whatever its status; a larger body than `limit` bytes is an error.
    nonisolated(nonsending) public func send(_ request: HTTPRequest, limit: Int = 16 << 20) async throws(HTTPError)
        -> HTTPResponse
    {
        var next = Redirects(request)
        while true {
            let order = try self.order(next.request, .whole(limit: limit))
            let response = try await self.feeding(order) { () async throws(HTTPError) in
                try await self.engine.response(to: order)
            }
            guard try next.follow(response.head) else { return response }
        }
    }

    /// Sends a request and gives the head of the answer as soon as it is there, and the body piece by piece.
    ///
    /// A slow reader slows the server down: at most 300 kB wait here. Without a `limit` no compressed body is asked for.
    nonisolated(nonsending) public func stream(_ request: HTTPRequest, limit: Int? = nil) async throws(HTTPError)
        -> HTTPStream
    {
        var next = Redirects(request)
        while true {
            let order = try self.order(next.request, .stream(limit: limit))
            // Made first: whatever happens from here on, the transfer is released.
            let lease = StreamLease(engine: self.engine, id: order.id)
            let head = try await self.feeding(order) { () async throws(HTTPError) in
                try await self.engine.open(order)
            }
            guard try next.follow(head) else { return HTTPStream(head: head, lease: lease) }
        }
    }

    private func order(_ request: HTTPRequest, _ delivery: TransferOrder.Delivery) throws(HTTPError) -> TransferOrder {
        let order = TransferOrder(
            id: self.engine.makeID(), request: request, egress: self.egress, proxy: self.proxy, delivery: delivery)
        if let problem = request.problem { throw order.error(.invalidRequest(problem)) }
        if let refusal = self.egress.refusal(of: request.url) { throw order.error(.notAllowed(refusal)) }
        return order
    }

    /// Awaits the answer while the body's source, if there is one, is read.
    nonisolated(nonsending) private func feeding<Answer: Sendable>(
        _ order: TransferOrder, _ answer: @Sendable () async throws(HTTPError) -> Answer
    ) async throws(HTTPError) -> Answer {
        guard case .stream(_, let source) = order.request.body else { return try await answer() }
        try await self.engine.begin(order)
        async let upload: Void = self.upload(source, order.id)
        let result: Result<Answer, HTTPError>
        do {
            result = .success(try await answer())
        } catch {
            result = .failure(error)
        }
        if case .success(let head) = result, (head as? HTTPResponseHead)?.isSuccess == true {
            // Some servers begin to answer before they have everything.
            await upload
        } else {
            await self.engine.abandonUpload(order.id)
        }
        return try result.get()
    }

    @Sendable private func upload(_ source: any HTTPBodySource, _ id: UInt64) async {
        do {
            while let piece = try await source.next() {
                guard await self.engine.feed(id, piece) else { return }
            }
            _ = await self.engine.feed(id, nil)
        } catch {
            await self.engine.failUpload(id, "\(type(of: error))")
        }
    }
}
