import CCurl
import Reactor

/// One request and its answer on the way; belongs to its engine's loop, where libcurl calls it back.
final class Transfer {
    typealias Waiter<Value> = CheckedContinuation<Result<Value, HTTPError>, Never>

    /// How much of a streamed body waits for a slow reader, or a slow server, before the flow is stopped; 16 KiB more may come.
    static let highWater = 256 * 1024

    let order: TransferOrder
    let easy: EasyHandle
    let loop: EventLoop
    let sockets: SocketBook
    private let ring: @Sendable () -> Void
    private var alarm: (ticket: LoopTicket, instant: ContinuousClock.Instant)?
    private(set) var clock: StageClock
    /// How it ended; nil while it is under way.
    private(set) var outcome: Result<Void, HTTPError>?
    /// Why a callback ended it; says more than the code that libcurl makes of that.
    private(set) var reason: HTTPError.Code?
    private var reader = HeadReader()
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []
    private var received = 0
    private var isReceivingPaused = false
    private var sentAt: ContinuousClock.Instant?
    private var refusals = 0
    private var upload = Upload()
    private var wholeWaiter: Waiter<HTTPResponse>?
    private var headWaiter: Waiter<HTTPResponseHead>?
    private var pieceWaiter: Waiter<[UInt8]?>?
    private var feedWaiter: CheckedContinuation<Bool, Never>?

    init(
        _ order: TransferOrder, easy: EasyHandle, sockets: SocketBook, loop: EventLoop,
        ring: @escaping @Sendable () -> Void
    ) {
        self.order = order
        self.easy = easy
        self.sockets = sockets
        self.loop = loop
        self.ring = ring
        self.clock = StageClock(order.request.timeouts, now: .now)
    }

    // MARK: What its reader asks for

    func wait(forWhole waiter: Waiter<HTTPResponse>) {
        self.wholeWaiter = waiter
        self.deliver()
    }

    func wait(forHead waiter: Waiter<HTTPResponseHead>) {
        self.headWaiter = waiter
        self.deliver()
    }

    /// One reader at a time: an earlier one is told that it was cancelled.
    func wait(forPiece waiter: Waiter<[UInt8]?>) {
        self.pieceWaiter?.resume(returning: .failure(self.order.error(.cancelled)))
        self.pieceWaiter = waiter
        self.deliver()
    }

    /// Gives the waiters what is there for them.
    private func deliver() {
        if let head = self.head, let waiter = self.headWaiter {
            self.headWaiter = nil
            waiter.resume(returning: .success(head))
        }
        if case .stream = self.order.delivery, let waiter = self.pieceWaiter, !self.body.isEmpty {
            self.pieceWaiter = nil
            let piece = self.body
            self.body = []
            waiter.resume(returning: .success(piece))
        }
        guard let outcome = self.outcome else { return }
        self.headWaiter?.resume(returning: self.headOrFailure)
        self.headWaiter = nil
        self.pieceWaiter?.resume(returning: outcome.map { nil })
        self.pieceWaiter = nil
        self.feedWaiter?.resume(returning: false)
        self.feedWaiter = nil
        guard let waiter = self.wholeWaiter else { return }
        self.wholeWaiter = nil
        let body = self.body
        self.body = []
        waiter.resume(
            returning: self.headOrFailure.flatMap { head in outcome.map { HTTPResponse(head: head, body: body) } })
    }

    private var headOrFailure: Result<HTTPResponseHead, HTTPError> {
        if case .failure(let error) = self.outcome { return .failure(error) }
        return self.head.map { .success($0) } ?? .failure(self.order.error(.protocolError, "no head"))
    }

    /// Whether a stopped flow can go on; call `resume` then.
    var canGoOn: Bool { self.isReceivingPaused && self.body.isEmpty && self.outcome == nil }

    /// Lets the flow go on as far as there is room on both sides; what libcurl says to it.
    func resume() -> CURLcode {
        if self.canGoOn {
            self.isReceivingPaused = false
            self.clock.release(.now)
            self.setAlarm()
        }
        if self.upload.hasNews { self.upload.isStarved = false }
        let paused = (self.isReceivingPaused ? CURLPAUSE_RECV : 0) | (self.upload.isStarved ? CURLPAUSE_SEND : 0)
        return curl_easy_pause(self.easy.pointer, paused)
    }

    // MARK: What is sent

    /// Takes a piece of the body, nil for its end; whether that changes what libcurl can send.
    func feed(_ piece: [UInt8]?) -> Bool {
        self.upload.take(piece)
        return self.upload.isStarved && self.outcome == nil
    }

    /// Resumes the waiter with whether more is wanted, once there is room.
    func wait(forRoom waiter: CheckedContinuation<Bool, Never>) {
        if self.outcome != nil || self.upload.isAbandoned {
            waiter.resume(returning: false)
        } else if self.upload.count < Self.highWater {
            waiter.resume(returning: true)
        } else {
            self.feedWaiter = waiter
        }
    }

    /// The server has answered before it took everything: no more is wanted.
    func abandonUpload() -> Bool {
        self.upload.isAbandoned = true
        self.feedWaiter?.resume(returning: false)
        self.feedWaiter = nil
        return self.feed(nil)
    }

    var isUploadAbandoned: Bool { self.upload.isAbandoned }

    // MARK: Its time

    /// Sets the alarm to the clock's deadline; one that is too early rings in vain, which is cheaper than moving it each time.
    func setAlarm() {
        guard let deadline = self.clock.deadline else { return }
        if let alarm = self.alarm {
            if alarm.instant <= deadline { return }
            self.loop.cancel(alarm.ticket)
        }
        self.alarm = (self.loop.schedule(at: deadline, self.ring), deadline)
    }

    /// The stage that is over its time when the alarm rings; sets the next alarm otherwise.
    func expired() -> HTTPStage? {
        self.alarm = nil
        guard self.outcome == nil else { return nil }
        if let stage = self.clock.expired(.now) { return stage }
        self.setAlarm()
        return nil
    }

    // MARK: Its end

    func end(_ outcome: Result<Void, HTTPError>) {
        guard self.outcome == nil else { return }
        self.outcome = outcome
        if let alarm = self.alarm { self.loop.cancel(alarm.ticket) }
        self.alarm = nil
        self.deliver()
    }

    /// Ends it as libcurl says, or as a callback said before.
    func end(_ code: CURLcode) {
        if let reason = self.reason { return self.end(.failure(self.order.error(reason, Self.words(code)))) }
        if code == CURLE_OK { return self.end(.success(())) }
        let number = Int32(ccurl_long(self.easy.pointer, CURLINFO_OS_ERRNO))
        var meaning = HTTPError.Code(code, errno: number)
        // The connection broke before the request left: that is a matter of the way there.
        if meaning == .connectionLost, self.sentAt == nil {
            let hasProxyRefused = ccurl_long(self.easy.pointer, CURLINFO_HTTP_CONNECTCODE) / 100 > 2
            meaning = hasProxyRefused ? .proxy : self.order.request.url.scheme == .https ? .tls : .unreachable
        }
        self.end(.failure(self.order.error(meaning, "\(Self.words(code)) (\(code.rawValue), errno \(number))")))
    }

    private static func words(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }

    // MARK: What libcurl tells

    func lookupBegins() {
        self.clock.enterOnce(.resolve, .now)
        self.setAlarm()
    }

    /// A socket for the address; nil when the address may not be reached or the system has no socket left.
    func open(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t? {
        self.clock.enterOnce(.connect, .now)
        self.setAlarm()
        if self.order.proxy == nil, let refusal = self.refusal(of: address) {
            // Another address of the name may be allowed; the reason stands only when none answers.
            self.reason = .notAllowed(refusal)
            return nil
        }
        return self.sockets.open(address)
    }

    private func refusal(of address: UnsafePointer<curl_sockaddr>) -> EgressRefusal? {
        guard let raw = ccurl_address(address),
            let target = NetworkAddress(raw, length: Int(address.pointee.addrlen))
        else { return .host(self.order.request.url.host) }
        return self.order.egress.refusal(of: target)
    }

    func tlsBegins() {
        self.clock.enter(.tls, .now)
        self.setAlarm()
    }

    /// Whether the request may be sent on the connection to this address.
    func mayBeSent(to address: String) -> Bool {
        // Refused addresses of the same name are no news once another took us.
        self.reason = nil
        if self.sentAt != nil, !self.order.request.isRepeatable { return self.refuse(.connectionLost) }
        if self.order.proxy == nil {
            guard let address = NetworkAddress(address) else { return self.refuse(.notAllowed(.host(address))) }
            if let refusal = self.order.egress.refusal(of: address) { return self.refuse(.notAllowed(refusal)) }
        }
        if case .pinned(let pins) = self.order.request.trust.basis {
            let offered = self.sockets.pins(of: self.easy)
            guard pins.contains(where: offered.contains) else { return self.refuse(.pin(offered: offered)) }
        }
        self.sentAt = .now
        self.clock.enter(.firstByte, .now)
        self.setAlarm()
        return true
    }

    /// Takes a line of the head; false ends the transfer.
    func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
        let now = ContinuousClock.now
        self.clock.sawByte(now)
        do {
            guard try self.reader.take(line) else { return true }
        } catch {
            return self.refuse(error == .tooLarge ? .tooLarge(limit: HeadReader.limit) : .protocolError)
        }
        self.setAlarm()
        let sent = self.sentAt ?? now
        self.head = HTTPResponseHead(
            status: self.reader.status, headers: self.reader.headers, version: self.reader.version,
            url: self.order.request.url, remoteAddress: self.text(CURLINFO_PRIMARY_IP),
            isReused: ccurl_long(self.easy.pointer, CURLINFO_NUM_CONNECTS) == 0, timings: self.timings(sent, now))
        self.deliver()
        return true
    }

    enum Taken {
        case all, later, refused
    }

    /// Takes a piece of the body.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Taken {
        if let limit = self.order.delivery.limit, self.received + bytes.count > limit {
            _ = self.refuse(.tooLarge(limit: limit))
            return .refused
        }
        if case .stream = self.order.delivery, self.body.count >= Self.highWater {
            self.isReceivingPaused = true
            self.clock.hold()
            return .later
        }
        self.received += bytes.count
        self.body.append(contentsOf: bytes)
        self.clock.sawByte(.now)
        self.setAlarm()
        self.deliver()
        return .all
    }

    /// Fills the buffer with what is to be sent; nil when that is not there yet.
    func giveBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let count = self.upload.give(buffer)
        if count == 0 { self.clock.enter(.firstByte, .now) } else { self.clock.sawByte(.now) }
        self.setAlarm()
        if self.upload.count < Self.highWater, let waiter = self.feedWaiter {
            self.feedWaiter = nil
            waiter.resume(returning: true)
        }
        return count
    }

    private func refuse(_ code: HTTPError.Code) -> Bool {
        self.reason = code
        return false
    }

    private func text(_ info: CURLINFO) -> String {
        ccurl_text(self.easy.pointer, info).map { String(cString: $0) } ?? ""
    }

    private func timings(_ sent: ContinuousClock.Instant, _ now: ContinuousClock.Instant) -> HTTPTimings {
        let handle = self.easy.pointer
        let resolved = ccurl_size(handle, CURLINFO_NAMELOOKUP_TIME_T)
        let connected = ccurl_size(handle, CURLINFO_CONNECT_TIME_T)
        let secured = ccurl_size(handle, CURLINFO_APPCONNECT_TIME_T)
        return HTTPTimings(
            resolve: .microseconds(resolved), connect: .microseconds(max(0, connected - resolved)),
            tls: .microseconds(max(0, secured - connected)), firstByte: now - sent)
    }
}
