import Reactor

/// The file service of a server, SFTP version 3 (draft-ietf-secsh-filexfer-02); one task uses it, and its connection, at a time.
public actor SFTPSession: FileCarrier {
    /// What the server can do beyond version 3, by name.
    private(set) var extensions: [String: String] = [:]
    nonisolated let loop: EventLoop
    nonisolated let address: String
    /// Where the server's own commands are run; nil in tests.
    let connection: SSHConnection?
    private let stream: any FileStream
    private var inbox = SFTPInbox()
    private var outbox: [UInt8] = []
    private var lastID: UInt32 = 0
    /// Requests without an answer yet, also those whose answer nobody needs any more.
    private var unanswered: Set<UInt32> = []
    private var isOver = false
    /// The most bytes held at once for sending and receiving.
    private(set) var mostHeld = 0

    /// How long the server may be silent.
    var patience: Duration = .seconds(30)
    /// When the operation has to be done.
    var deadline: ContinuousClock.Instant?
    /// The file that the operation is about.
    var subject = ""

    /// On the loop, so that using the connection is a plain call.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    init(stream: any FileStream, connection: SSHConnection?, address: String, loop: EventLoop) {
        self.stream = stream
        self.connection = connection
        self.address = address
        self.loop = loop
    }

    /// Agrees on version 3.
    func greet(patience: Duration) async throws {
        self.patience = patience
        self.subject = "its files"
        try await self.guarded {
            // A packet of five bytes: SSH_FXP_INIT, version 3.
            try await self.stream.write([0, 0, 0, 5, 1, 0, 0, 0, 3], within: patience)
        }
        let packet: [UInt8]
        do {
            packet = try await self.packet()
        } catch let error as FileError where error.code == .connection(.disconnected(.transfer)) {
            // The server has the service in its configuration and not on its disk.
            throw self.error(.unsupported, error.cause)
        }
        do throws(SFTPBreach) {
            try self.take(version: SFTPReader(packet))
        } catch {
            throw await self.broken(error)
        }
    }

    private func take(version packet: SFTPReader) throws(SFTPBreach) {
        var reader = packet
        // Version 3 is what both sides have at least: a server answers with the lower one of both.
        guard try reader.byte() == 2, try reader.number() == 3 else { throw SFTPBreach("another version than 3") }
        while !reader.isEmpty {
            let name = String(decoding: try reader.string(), as: UTF8.self)
            self.extensions[name] = String(decoding: try reader.string(), as: UTF8.self)
        }
    }

    /// Ends the file service; the connection stays open.
    public func close() async {
        guard !self.isOver else { return }
        self.isOver = true
        await self.stream.end()
    }

    /// Puts a request into what is sent next, and gives its number.
    func post(_ request: SFTPRequest) -> UInt32 {
        self.lastID &+= 1
        self.outbox += request.packet(id: self.lastID)
        self.unanswered.insert(self.lastID)
        self.mostHeld = max(self.mostHeld, self.outbox.count)
        return self.lastID
    }

    /// Sends what was posted.
    func flush() async throws {
        guard !self.outbox.isEmpty else { return }
        let bytes = self.outbox
        self.outbox = []
        try await self.guarded { try await self.stream.write(bytes, within: self.patience) }
    }

    /// The next answer to any request.
    func reply() async throws -> SFTPReply {
        try await self.flush()
        let packet = try await self.packet()
        do throws(SFTPBreach) {
            let reply = try SFTPReply(packet: packet)
            guard self.unanswered.remove(reply.id) != nil else { throw SFTPBreach("an answer to no request") }
            return reply
        } catch {
            throw await self.broken(error)
        }
    }

    /// The answer to one request; late ones to requests that were given up are passed over.
    func ask(_ request: SFTPRequest) async throws -> SFTPReply.Content {
        let id = self.post(request)
        while true {
            let reply = try await self.reply()
            if reply.id == id { return reply.content }
        }
    }

    /// Notes how much is held outside of the two boxes here.
    func noteHeld(_ count: Int) {
        self.mostHeld = max(self.mostHeld, count + self.inbox.count + self.outbox.count)
    }

    func error(_ code: FileError.Code, _ cause: String = "") -> FileError {
        FileError(code, path: self.subject, address: self.address, cause: cause)
    }

    /// Ends the service of a server that breaks the protocol: what it says next could mean anything.
    func broken(_ breach: SFTPBreach) async -> FileError {
        await self.close()
        return self.error(.protocolError, breach.cause)
    }

    private func packet() async throws -> [UInt8] {
        let patient = ContinuousClock.now + self.patience
        let end = self.deadline.map { min($0, patient) } ?? patient
        while true {
            do throws(SFTPBreach) {
                if let packet = try self.inbox.next() { return packet }
            } catch {
                throw await self.broken(error)
            }
            let bytes = try await self.guarded { try await self.stream.receive(until: end) }
            guard let bytes else {
                await self.close()
                throw self.error(.timedOut)
            }
            guard !bytes.isEmpty else {
                await self.close()
                throw self.error(.connection(.disconnected(.transfer)), "the file service ended")
            }
            self.inbox.append(bytes)
            self.mostHeld = max(self.mostHeld, self.inbox.count)
        }
    }

    /// Uses the stream; a failure there is the end of the service.
    private func guarded<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        guard !self.isOver else {
            throw self.error(.connection(.disconnected(.transfer)), "the file service has ended")
        }
        do {
            return try await work()
        } catch {
            self.isOver = true
            throw (error as? SSHError).map { FileError($0, path: self.subject) } ?? error
        }
    }
}
