import Foundation
public import Reactor
public import TCP

/// Questions to one agent over UDP, by one task at a time; it holds a socket and nothing that another session could see.
///
/// Cancelling a question ends it at once and leaves the session usable.
public actor SNMPSession {
    /// Host and port of the agent.
    public nonisolated let address: String
    private nonisolated let loop: EventLoop
    private let patience: SNMPPatience
    var dialogue: any SNMPDialogue
    private var sockets: [Socket]
    private var lastID = Int32.random(in: 1...(1 << 30))
    private var isBusy = false

    /// On the loop, so that waiting for the socket needs no change of threads.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    /// Looks the host up and opens a socket; nothing is sent yet. Throws `SNMPError` or `CancellationError`.
    public static func open(
        _ endpoint: TCPEndpoint, login: SNMPLogin, patience: SNMPPatience = SNMPPatience(), on loop: EventLoop
    ) async throws -> SNMPSession {
        do {
            let sockets = try await endpoint.datagramSockets(lookup: patience.lookup, on: loop)
            return SNMPSession(endpoint.description, login, patience, sockets, loop)
        } catch let error as TCPError {
            throw SNMPError(.unreachable(error.code), endpoint.description, error.cause)
        }
    }

    private init(
        _ address: String, _ login: SNMPLogin, _ patience: SNMPPatience, _ sockets: [Socket], _ loop: EventLoop
    ) {
        (self.address, self.patience, self.sockets, self.loop) = (address, patience, sockets, loop)
        self.dialogue =
            switch login {
            case .community(let community): CommunityDialogue(community)
            case .user(let user, let context): UserDialogue(user, context: context)
            }
    }

    /// Sends a question until it is answered, as often as patience allows and no longer than `deadline`.
    func ask(
        _ kind: PDU.Kind, _ names: [OID], status: Int32 = 0, index: Int32 = 0, until deadline: ContinuousClock.Instant?
    ) async throws -> PDU {
        guard !self.isBusy else { throw self.error(.invalidInput("two questions at once in one session")) }
        self.isBusy = true
        self.lastID = self.lastID == Int32.max ? 1 : self.lastID + 1
        let question = PDU(
            kind, id: self.lastID, status: status, index: index, rows: names.map { SNMPRow($0, .null) })
        defer {
            self.isBusy = false
            self.dialogue.settle()
        }
        var reason: StaticString = "nothing came"
        for _ in 0..<self.patience.attempts {
            let end = min(ContinuousClock.now + self.patience.attempt, deadline ?? .now + self.patience.attempt)
            guard end > .now else { break }
            if let answer = try await self.attempt(question, until: end, &reason) { return answer }
        }
        throw self.error(self.dialogue.isUnheard ? .authentication(.silence) : .silent, "\(reason)")
    }

    /// Sends the question, and again when the agent has told something that it lacked; nil at the deadline.
    private func attempt(
        _ question: PDU, until deadline: ContinuousClock.Instant, _ reason: inout StaticString
    ) async throws -> PDU? {
        try self.send(question)
        while true {
            switch try await self.receive(until: deadline) {
            case .late: return nil
            case .elsewhere: try self.send(question)
            case .datagram(let datagram):
                switch self.dialogue.take(datagram, at: .now) {
                case .ignored(let why): reason = why
                case .again: try self.send(question)
                case .refused(let refusal): throw self.error(.authentication(refusal))
                case .answer(let answer) where answer.id == question.id: return answer
                case .answer: reason = "an answer to another question"
                }
                // A flood of datagrams must not keep the loop from others.
                await Task.yield()
            }
        }
    }

    /// What came of listening.
    private enum Received {
        case datagram([UInt8])
        /// Nothing listens at this address, but the host has another one.
        case elsewhere
        case late
    }

    private func send(_ question: PDU) throws {
        let message: [UInt8]
        do throws(SNMPKeys.Failed) {
            message = try self.dialogue.message(for: question, at: .now)
        } catch {
            throw self.error(.invalidInput("this system has no such digest or cipher"))
        }
        guard let socket = self.sockets.first else { throw self.error(.unreachable(.disconnected), "closed") }
        let sent = Foundation.send(socket.descriptor, message, message.count, Int32(MSG_NOSIGNAL))
        guard sent < 0 else { return }
        switch errno {
        // A full buffer loses the datagram, as the network may; a refusal of an earlier one comes again while reading.
        case EAGAIN, ENOBUFS, EINTR, ECONNREFUSED: return
        case EMSGSIZE: throw self.error(.invalidInput("the question is larger than a datagram"))
        default: throw self.error(.unreachable(.unreachable), String(cString: strerror(errno)))
        }
    }

    private func receive(until deadline: ContinuousClock.Instant) async throws -> Received {
        while deadline > .now {
            try Task.checkCancellation()
            guard let socket = self.sockets.first else { throw self.error(.unreachable(.disconnected), "closed") }
            if let datagram = Self.datagram(from: socket) { return .datagram(datagram) }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                do {
                    try await self.loop.wait(for: .readable, on: socket.descriptor, until: deadline)
                } catch .timedOut {
                    return .late
                } catch .cancelled {
                    throw CancellationError()
                } catch {
                    throw self.error(.unreachable(.disconnected), "\(error)")
                }
            case ECONNREFUSED where self.sockets.count > 1:
                self.sockets.removeFirst()
                return .elsewhere
            case ECONNREFUSED: throw self.error(.unreachable(.refused), "the host says that the port is closed")
            default: throw self.error(.unreachable(.unreachable), String(cString: strerror(errno)))
            }
        }
        return .late
    }

    /// What is there to read; nil with `errno` set when nothing is.
    private static func datagram(from socket: Socket) -> [UInt8]? {
        // No session keeps the room that only a few of its answers need.
        withUnsafeTemporaryAllocation(byteCount: UserMessage.mostBytes, alignment: 16) { buffer in
            let count = recv(socket.descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            return count < 0 ? nil : Array(buffer[..<count])
        }
    }

    /// Closes the socket; a question that waits for an answer ends.
    public func close() {
        for socket in self.sockets { self.loop.forget(socket.descriptor) }
        self.sockets = []
    }

    nonisolated func error(_ code: SNMPError.Code, _ cause: String = "") -> SNMPError {
        SNMPError(code, self.address, cause)
    }
}
