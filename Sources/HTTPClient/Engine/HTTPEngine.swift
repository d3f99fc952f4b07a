import CCurl
public import Reactor
import Synchronization

/// Carries out transfers on one event loop, with connections that are used again; clients share it.
public actor HTTPEngine {
    nonisolated let loop: EventLoop
    private let lastID = Atomic<UInt64>(0)
    private let limits: HTTPLimits
    private var multi: CurlMulti?
    private var transfers: [UInt64: Transfer] = [:]
    private var isClosed = false

    /// The loop that all transfers live on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    /// An engine on `loop`.
    public init(loop: EventLoop, limits: HTTPLimits = HTTPLimits()) {
        self.loop = loop
        self.limits = limits
    }

    /// Ends all transfers with `.closed` and all connections; later requests are refused.
    public func close() {
        self.isClosed = true
        for id in Array(self.transfers.keys) { self.end(id, .closed) }
        self.multi = nil
    }

    /// How many transfers are under way or not read to their end; for metrics and tests.
    public var transferCount: Int { self.transfers.count }

    nonisolated func makeID() -> UInt64 { self.lastID.wrappingAdd(1, ordering: .relaxed).newValue }

    // MARK: Whole answers and streams

    /// Carries out the order and gives the whole answer.
    func response(to order: TransferOrder) async throws(HTTPError) -> HTTPResponse {
        defer { self.transfers[order.id] = nil }
        return try await self.value(of: order) { $0.wait(forWhole: $1) }
    }

    /// Begins the order and gives the head of the answer; `release` it in the end.
    func open(_ order: TransferOrder) async throws(HTTPError) -> HTTPResponseHead {
        try await self.value(of: order) { $0.wait(forHead: $1) }
    }

    /// The next piece of a stream, nil at its end.
    func next(_ id: UInt64) async throws(HTTPError) -> [UInt8]? {
        guard let transfer = self.transfers[id] else { return nil }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Transfer.Waiter<[UInt8]?>) in
                transfer.wait(forPiece: waiter)
                if transfer.canGoOn { self.resume(transfer) }
            }
        } onCancel: {
            self.cancel(id)
        }
        return try result.get()
    }

    private func value<Value: Sendable>(
        of order: TransferOrder, _ wait: (Transfer, Transfer.Waiter<Value>) -> Void
    ) async throws(HTTPError) -> Value {
        if self.transfers[order.id] == nil { try self.begin(order) }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Transfer.Waiter<Value>) in
                guard let transfer = self.transfers[order.id] else {
                    return waiter.resume(returning: .failure(order.error(.closed)))
                }
                wait(transfer, waiter)
                // Asked here on the loop: a cancellation that comes later finds the transfer.
                if Task.isCancelled { self.end(order.id, .cancelled) }
            }
        } onCancel: {
            self.cancel(order.id)
        }
        return try result.get()
    }

    /// Begins the order before its answer is waited for: what is fed to a transfer needs it to be there.
    func begin(_ order: TransferOrder) throws(HTTPError) {
        guard !self.isClosed else { throw order.error(.closed) }
        guard let multi = self.readyMulti(), let easy = EasyHandle() else { throw order.error(.exhausted) }
        let transfer = Transfer(order, easy: easy, sockets: multi.sockets, loop: self.loop) { [weak self] in
            self?.assumeIsolated { $0.look(at: order.id) }
        }
        transfer.configure()
        if let problem = easy.problem {
            let cause = String(cString: curl_easy_strerror(problem))
            throw order.error(
                problem == CURLE_OUT_OF_MEMORY ? .exhausted : .invalidRequest("an option is refused"), cause)
        }
        guard multi.add(transfer) else { throw order.error(.exhausted) }
        self.transfers[order.id] = transfer
        transfer.setAlarm()
    }

    private func readyMulti() -> CurlMulti? {
        if let multi = self.multi { return multi }
        let sockets = SocketBook(loop: self.loop) { [weak self] socket, mask in
            self?.assumeIsolated { $0.act(socket, mask) }
        }
        let alarm = LoopAlarm(loop: self.loop) { [weak self] in
            self?.assumeIsolated { $0.act(CURL_SOCKET_TIMEOUT, 0) }
        }
        self.multi = CurlMulti(limits: self.limits, sockets: sockets, alarm: alarm)
        return self.multi
    }

    // MARK: Bodies that are sent piece by piece

    /// Takes a piece of the order's body, nil for its end; false when no more is wanted.
    func feed(_ id: UInt64, _ piece: [UInt8]?) async -> Bool {
        guard let transfer = self.transfers[id] else { return false }
        if transfer.feed(piece) { self.resume(transfer) }
        return await withCheckedContinuation { transfer.wait(forRoom: $0) }
    }

    /// The server has answered: whatever is left of the body is not wanted.
    func abandonUpload(_ id: UInt64) {
        guard let transfer = self.transfers[id], transfer.abandonUpload() else { return }
        self.resume(transfer)
    }

    /// The body's source failed.
    func failUpload(_ id: UInt64, _ cause: String) {
        guard let transfer = self.transfers[id], !transfer.isUploadAbandoned else { return }
        self.end(id, .bodySource, cause)
    }

    // MARK: Ends

    /// Ends the transfer from anywhere.
    nonisolated func cancel(_ id: UInt64) {
        self.loop.enter { self.assumeIsolated { $0.end(id, .cancelled) } }
    }

    /// Forgets the transfer, wherever it is.
    nonisolated func release(_ id: UInt64) {
        self.loop.enter {
            self.assumeIsolated { engine in
                engine.end(id, .cancelled)
                engine.transfers[id] = nil
            }
        }
    }

    private func end(_ id: UInt64, _ code: HTTPError.Code, _ cause: String = "") {
        guard let transfer = self.transfers[id], transfer.outcome == nil else { return }
        self.multi?.remove(transfer)
        transfer.end(.failure(transfer.order.error(code, cause)))
    }

    /// The transfer's alarm rang.
    private func look(at id: UInt64) {
        guard let stage = self.transfers[id]?.expired() else { return }
        self.end(id, .timedOut(stage))
    }

    private func act(_ socket: curl_socket_t, _ mask: Int32) {
        guard let multi = self.multi else { return }
        if mask & CURL_CSELECT_OUT != 0 { multi.sockets.wrote(socket) }
        multi.act(socket, mask)
        if mask & CURL_CSELECT_OUT != 0 { multi.sockets.waitForWriting(socket) }
        while let (transfer, code) = multi.nextFinished() { transfer.end(code) }
    }

    private func resume(_ transfer: Transfer) {
        let code = transfer.resume()
        if code != CURLE_OK {
            self.multi?.remove(transfer)
            transfer.end(code)
        }
    }
}
