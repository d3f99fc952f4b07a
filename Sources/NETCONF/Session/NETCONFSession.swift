import Reactor
import SSH

/// One session over one channel, on the connection's loop; one operation at a time.
actor NETCONFSession {
    let address: String
    let hello: NETCONFHello
    private let channel: SSHChannel
    private let loop: EventLoop
    private let timeouts: NETCONFTimeouts
    private let limit: Int
    private var decoder: FrameDecoder
    private var lastID: UInt64 = 0
    /// Operations whose answers nobody waits for any more; these are passed over when they come.
    private var abandoned: Set<String> = []
    private var isAsking = false
    /// Set when what comes next can no longer be told apart, or nothing comes any more.
    private(set) var isOver = false
    /// What this session holds, to give it back at the end.
    private(set) var locks: Set<NETCONFDatastore> = []
    /// Set while the candidate may hold edits of ours that are neither committed nor dropped.
    private(set) var hasCandidate = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    private init(
        _ access: NETCONFAccess, channel: SSHChannel, loop: EventLoop, hello: NETCONFHello, decoder: FrameDecoder
    ) {
        self.address = access.endpoint.place
        self.timeouts = access.timeouts
        self.limit = access.limit
        self.channel = channel
        self.loop = loop
        self.hello = hello
        self.decoder = decoder
        self.decoder.framing = hello.capabilities.hasBase11 ? .chunked : .endOfMessage
    }

    /// Exchanges the greetings on a fresh channel.
    static func greet(
        _ access: NETCONFAccess, on channel: SSHChannel, loop: EventLoop
    ) async throws(NETCONFError) -> NETCONFSession {
        let place = access.endpoint.place
        let deadline = ContinuousClock.now + access.timeouts.hello
        var decoder = FrameDecoder(limit: min(access.limit, 4 << 20))
        do {
            try await channel.write(
                Framing.endOfMessage.encoded(Array(NETCONFHello.ours.utf8)), within: access.timeouts.hello)
            while true {
                if let message = try decoder.next() {
                    // What followed the greeting already belongs to the session, with its own bound.
                    decoder.limit = access.limit
                    return NETCONFSession(
                        access, channel: channel, loop: loop, hello: try NETCONFHello(message), decoder: decoder)
                }
                guard let bytes = try await channel.read(until: deadline) else {
                    throw NETCONFError(.helloTimedOut, place)
                }
                guard !bytes.isEmpty else { throw NETCONFError(.noNETCONF, place, "the channel ended without a hello") }
                decoder.feed(bytes)
            }
        } catch let error as NETCONFError {
            throw error
        } catch NETCONFHello.Problem.because(let reason) {
            throw NETCONFError(.badHello(reason), place)
        } catch is FrameDecoder.Problem {
            throw NETCONFError(.badHello("it is longer than any hello"), place)
        } catch is CancellationError {
            throw NETCONFError(.cancelled(operation: "hello"), place)
        } catch {
            throw NETCONFError(.disconnected(operation: "hello"), place, "\(String(reflecting: error))")
        }
    }

    /// Sends one operation and gives its answer; `body` is the element of the operation, with the protocol's namespace as default.
    func ask(_ operation: String, _ body: String, within limit: Duration? = nil) async throws(NETCONFError)
        -> NETCONFReply
    {
        guard !self.isOver else { throw self.error(.closed) }
        guard !self.isAsking else { throw self.error(.invalidInput("another operation of this session is under way")) }
        self.isAsking = true
        defer { self.isAsking = false }
        self.lastID += 1
        let id = String(self.lastID)
        let message = """
            <?xml version="1.0" encoding="UTF-8"?>\
            <rpc message-id="\(id)" xmlns="\(NETCONFReply.base)">\(body)</rpc>
            """
        let time = limit ?? self.timeouts.operation
        let deadline = ContinuousClock.now + time
        do {
            try await self.channel.write(self.decoder.framing.encoded(Array(message.utf8)), within: time)
        } catch {
            throw self.failed(operation, error)
        }
        while true {
            let answer = try await self.message(operation, id, until: deadline)
            let root = try await self.root(of: answer, operation)
            guard let answered = root.attributes[XMLName("message-id")] else {
                throw self.unusable(operation, "it does not say which message it answers")
            }
            if self.abandoned.remove(answered) != nil { continue }
            guard answered == id else { throw self.unusable(operation, "it answers another message") }
            return try self.judged(root, answer, operation)
        }
    }

    func didLock(_ store: NETCONFDatastore) { self.locks.insert(store) }
    func didUnlock(_ store: NETCONFDatastore) { self.locks.remove(store) }
    func setHasCandidate(_ hasCandidate: Bool) { self.hasCandidate = hasCandidate }

    /// Says goodbye for at most two seconds; afterwards nothing can be asked.
    func end() async {
        guard !self.isOver, !self.isAsking else { return }
        do {
            _ = try await self.ask("close-session", "<close-session/>", within: .seconds(2))
        } catch {
            // The connection is closed in any case, and that ends the session too.
        }
        self.isOver = true
    }

    private func message(_ operation: String, _ id: String, until deadline: ContinuousClock.Instant)
        async throws(NETCONFError) -> [UInt8]
    {
        while true {
            do {
                if let message = try self.decoder.next() { return message }
            } catch {
                self.isOver = true
                throw self.error(
                    error == .tooLarge
                        ? .tooLarge(operation: operation, limit: self.limit)
                        : .badReply(operation: operation, reason: "its chunks are not as RFC 6242 has them"))
            }
            let bytes: [UInt8]?
            do {
                bytes = try await self.channel.read(until: deadline)
            } catch {
                throw self.failed(operation, error)
            }
            guard let bytes, .now < deadline else {
                // A late answer may still come; more than a few of them are no device that answers.
                self.abandoned.insert(id)
                if self.abandoned.count > 8 { self.isOver = true }
                if let bytes { self.decoder.feed(bytes) }
                throw self.error(.timedOut(operation: operation))
            }
            guard !bytes.isEmpty else {
                self.isOver = true
                throw self.error(.disconnected(operation: operation), "the device closed the channel")
            }
            self.decoder.feed(bytes)
        }
    }

    private func root(of answer: [UInt8], _ operation: String) async throws(NETCONFError) -> XMLElement {
        let root: XMLElement
        do {
            // A large one is read elsewhere: other sessions wait for this thread.
            root = answer.count < 1 << 16 ? try XMLReader.root(of: answer) : try await Self.read(answer)
        } catch {
            throw self.unusable(operation, (error as? XMLError)?.description ?? "it cannot be read")
        }
        guard root.name == XMLName("rpc-reply", in: NETCONFReply.base) else {
            throw self.unusable(operation, "it is no reply")
        }
        return root
    }

    @concurrent private static func read(_ answer: [UInt8]) async throws -> XMLElement {
        try XMLReader.root(of: answer)
    }

    private func judged(_ root: XMLElement, _ answer: [UInt8], _ operation: String) throws(NETCONFError) -> NETCONFReply
    {
        let found = NETCONFReply.errors(in: root)
        let errors = found.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw self.error(
                .rejected(operation: operation, errors: errors), errors.map(\.clause).joined(separator: "; "))
        }
        return NETCONFReply(raw: String(decoding: answer, as: UTF8.self), root: root, warnings: found)
    }

    func error(_ code: NETCONFError.Code, _ cause: String = "") -> NETCONFError {
        NETCONFError(code, self.address, cause)
    }

    /// What the channel threw; it takes the connection with it.
    private func failed(_ operation: String, _ problem: any Error) -> NETCONFError {
        self.isOver = true
        if problem is CancellationError { return self.error(.cancelled(operation: operation)) }
        if let error = problem as? SSHError, case .timedOut = error.code {
            return self.error(.timedOut(operation: operation), error.debugDescription)
        }
        return self.error(.disconnected(operation: operation), String(reflecting: problem))
    }

    func unusable(_ operation: String, _ reason: String) -> NETCONFError {
        self.isOver = true
        return self.error(.badReply(operation: operation, reason: reason))
    }
}
