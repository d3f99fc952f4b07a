import Foundation
import Reactor
import TCP

/// One TCP connection behind a jump host: bytes between a channel of the jump host's session and a local socket.
final class Tunnel {
    enum State {
        /// The caller waits for it; nil when it does so no longer.
        case opening(CheckedContinuation<Void, any Error>?)
        case open, closing, closed
    }

    let channel: any EngineChannel
    /// Our end of a socket pair; the connection that goes through has the other.
    let socket: Socket
    /// Where the tunnel leads, for errors.
    let place: String
    var state: State
    var deadline: LoopTicket?
    /// What came from the server and waits for the local socket; at most one read's worth.
    private var inbound: ArraySlice<UInt8> = []
    /// What came from the local socket and waits for the server's window.
    private var outbound: ArraySlice<UInt8> = []
    private var isInboundEnded = false
    private var isOutboundEnded = false
    private var isInputEnded = false

    init(
        channel: any EngineChannel, socket: Socket, place: String, waiter: CheckedContinuation<Void, any Error>
    ) {
        self.channel = channel
        self.socket = socket
        self.place = place
        self.state = .opening(waiter)
    }

    /// What to wait for on the local socket; nil when only the server can bring it further.
    var wanted: Readiness? {
        guard case .open = self.state else { return nil }
        let reads = self.outbound.isEmpty && !self.isOutboundEnded
        return self.inbound.isEmpty ? (reads ? .readable : nil) : (reads ? .either : .writable)
    }

    /// The calls that may bring it further at the server's side.
    func calls() -> [() -> EngineAnswer] {
        var calls: [() -> EngineAnswer] = []
        if !self.outbound.isEmpty { calls.append { self.write() } }
        if self.outbound.isEmpty, self.isOutboundEnded, !self.isInputEnded { calls.append { self.endInput() } }
        if self.inbound.isEmpty, !self.isInboundEnded { calls.append { self.read() } }
        return calls
    }

    private func write() -> EngineAnswer {
        let answer = self.outbound.withUnsafeBytes { self.channel.write($0) }
        if case .done(let count) = answer { self.outbound = self.outbound.dropFirst(count) }
        return answer
    }

    private func endInput() -> EngineAnswer {
        let answer = self.channel.endInput()
        if case .done = answer { self.isInputEnded = true }
        return answer
    }

    private func read() -> EngineAnswer {
        var answer = EngineAnswer.again
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 15) { buffer, count in
            answer = self.channel.read(.standard, into: UnsafeMutableRawBufferPointer(buffer))
            if case .done(let number) = answer { count = number }
        }
        if case .done(let count) = answer {
            self.inbound = bytes[...]
            self.isInboundEnded = count == 0
        }
        return answer
    }

    /// Moves what can be moved at the local socket; says whether anything was.
    func moveLocally() -> Bool {
        guard case .open = self.state else { return false }
        var moved = false
        while !self.inbound.isEmpty {
            let count = self.inbound.withUnsafeBytes {
                send(self.socket.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                if count < 0, errno != EAGAIN {
                    self.inbound = []
                    self.isInboundEnded = true
                }
                break
            }
            self.inbound = self.inbound.dropFirst(count)
            moved = true
        }
        if self.outbound.isEmpty, !self.isOutboundEnded {
            var ended = false
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 15) { buffer, count in
                let number = recv(self.socket.descriptor, buffer.baseAddress, buffer.count, 0)
                ended = number == 0 || (number < 0 && errno != EAGAIN)
                count = max(0, number)
            }
            self.outbound = bytes[...]
            self.isOutboundEnded = ended
            moved = moved || ended || !bytes.isEmpty
        }
        return moved
    }

    /// Whether nothing can come any more from one of both sides, so that the tunnel has to go.
    var isOver: Bool {
        (self.isInboundEnded && self.inbound.isEmpty) || (self.isOutboundEnded && self.isInputEnded)
    }
}
