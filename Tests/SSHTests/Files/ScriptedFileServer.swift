import Foundation
import Reactor
import Synchronization

@testable import SSH

/// A file server whose every answer a test decides.
final class ScriptedFileServer: FileStream {
    typealias Answer = @Sendable (_ type: UInt8, _ id: UInt32, _ body: SFTPReader) -> [UInt8]?

    private let answer: Answer
    private let reverses: Bool
    private let state = Mutex((sent: [UInt8](), waiting: [[UInt8]](), hasEnded: false))

    /// `answer` gets each request and gives what is sent back; nil ends the stream, nothing leaves the request open.
    /// One that reverses gives the answers to what came together in the opposite order.
    init(reverses: Bool = false, _ answer: @escaping Answer) {
        self.answer = answer
        self.reverses = reverses
    }

    /// A session with such a server that has these extensions.
    static func session(
        _ extensions: [String] = [], reverses: Bool = false, _ answer: @escaping Answer
    ) async throws -> SFTPSession {
        let server = ScriptedFileServer(reverses: reverses) { type, id, body in
            guard type == 1 else { return answer(type, id, body) }
            var version = SFTPWriter()
            version.byte(2)
            version.number(3)
            for name in extensions {
                version.string(name)
                version.string("1")
            }
            return Self.packet(version)
        }
        let session = SFTPSession(stream: server, connection: nil, address: "192.0.2.1:22", loop: EventLoop())
        try await session.greet(patience: .seconds(60))
        return session
    }

    func write(_ bytes: [UInt8], within limit: Duration) async throws {
        self.state.withLock { state in
            state.sent += bytes
            while state.sent.count >= 4 {
                let length = state.sent[..<4].reduce(0) { $0 << 8 | Int($1) }
                guard state.sent.count >= 4 + length else { return }
                var reader = SFTPReader(Array(state.sent[4..<4 + length]))
                state.sent.removeFirst(4 + length)
                // The first packet has a version instead of an id.
                guard let type = try? reader.byte(), let id = try? reader.number() else { return }
                guard let answer = self.answer(type, id, reader) else { return state.hasEnded = true }
                state.waiting.append(answer)
            }
        }
    }

    func receive(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        self.state.withLock { state in
            var bytes: [UInt8] = []
            if self.reverses {
                bytes = Array(state.waiting.reversed().joined())
                state.waiting = []
            } else if !state.waiting.isEmpty {
                bytes = state.waiting.removeFirst()
            }
            // Nothing to come is silence until the deadline, which nobody has to wait for here.
            return !bytes.isEmpty || state.hasEnded ? bytes : nil
        }
    }

    func end() async { self.state.withLock { $0.hasEnded = true } }

    static func packet(_ body: SFTPWriter) -> [UInt8] {
        var packet = SFTPWriter()
        packet.string(body.bytes)
        return packet.bytes
    }

    static func packet(_ type: UInt8, _ id: UInt32, _ fill: (inout SFTPWriter) -> Void = { _ in }) -> [UInt8] {
        var body = SFTPWriter()
        body.byte(type)
        body.number(id)
        fill(&body)
        return self.packet(body)
    }

    static func status(_ id: UInt32, _ kind: SFTPStatus.Kind, _ message: String = "") -> [UInt8] {
        self.packet(101, id) { body in
            body.number(kind.rawValue)
            body.string(message)
            body.string("")
        }
    }

    static func handle(_ id: UInt32) -> [UInt8] { self.packet(102, id) { $0.string("h") } }

    static func attributes(_ id: UInt32, _ attributes: RemoteAttributes) -> [UInt8] {
        self.packet(105, id) { $0.attributes(attributes) }
    }
}
