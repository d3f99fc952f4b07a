import Foundation
import Reactor
import Synchronization
import TCP

@testable import SNMP

/// An agent in the test's own hands: it answers each SNMPv2c question with the datagrams that a closure makes.
final class LoopbackAgent: Sendable {
    /// A question as it arrived.
    struct Question: Sendable {
        let kind: PDU.Kind
        let id: Int32
        let names: [OID]

        init?(_ datagram: [UInt8]) {
            var whole = BERReader(datagram[...])
            guard var message = (try? whole.contents(BER.sequence)).map({ BERReader($0) }),
                (try? message.number(in: 1...1)) != nil, (try? message.contents(BER.octets)) != nil,
                let (tag, contents) = try? message.element(), let kind = PDU.Kind(rawValue: tag)
            else { return nil }
            var inner = BERReader(contents)
            guard let id = try? inner.number(in: 0...Int64(Int32.max)), (try? inner.element()) != nil,
                (try? inner.element()) != nil, var rows = (try? inner.contents(BER.sequence)).map({ BERReader($0) })
            else { return nil }
            var names: [OID] = []
            while !rows.isAtEnd {
                guard var row = (try? rows.contents(BER.sequence)).map({ BERReader($0) }),
                    let name = try? row.contents(BER.identifier), let oid = try? BERReader.name(name)
                else { return nil }
                names.append(oid)
            }
            (self.kind, self.id, self.names) = (kind, Int32(truncatingIfNeeded: id), names)
        }

        /// An answer with rows that are encoded already.
        func answer(status: Int64 = 0, id: Int32? = nil, _ rows: [(OID, [UInt8])]) -> [UInt8] {
            let list = rows.flatMap { BER.element(BER.sequence, BER.name($0.0) + $0.1) }
            return BER.element(
                BER.sequence,
                BER.number(1) + BER.element(BER.octets, Array("public".utf8))
                    + BER.element(
                        PDU.Kind.response.rawValue,
                        BER.number(Int64(id ?? self.id)) + BER.number(status) + BER.number(0)
                            + BER.element(BER.sequence, list)))
        }
    }

    let port: UInt16
    let loop = EventLoop(name: "snmp-test")
    private let descriptor: Int32
    private let count = Mutex(0)

    init(_ reply: @escaping @Sendable (Question, Int) -> [[UInt8]]) throws {
        let descriptor: Int32
        (descriptor, self.port) = try Self.bind()
        self.descriptor = descriptor
        let count = self.counter
        try self.loop.watch(descriptor) {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            var sender = sockaddr_storage()
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let length = withUnsafeMutablePointer(to: &sender) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT), $0, &size)
                }
            }
            guard length > 0, let question = Question(Array(buffer[..<length])) else { return }
            for datagram in reply(question, count()) {
                withUnsafePointer(to: &sender) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        _ = sendto(descriptor, datagram, datagram.count, 0, $0, size)
                    }
                }
            }
        }
    }

    deinit {
        self.loop.forget(self.descriptor)
        close(self.descriptor)
        self.loop.shutdown()
    }

    /// Counts questions, from 1.
    private var counter: @Sendable () -> Int {
        { [weak self] in
            self?.count.withLock { count in
                count += 1
                return count
            } ?? 0
        }
    }

    func session(_ patience: SNMPPatience = SNMPPatience(attempt: .seconds(10))) async throws -> SNMPSession {
        try await SNMPSession.open(
            TCPEndpoint(host: "127.0.0.1", port: self.port), login: .community("public"), patience: patience,
            on: self.loop)
    }

    /// A UDP socket on a loopback port of the system's choice.
    static func bind() throws -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                Foundation.bind(descriptor, raw, size) == 0 && getsockname(descriptor, raw, &size) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}
