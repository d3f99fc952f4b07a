import Foundation
import Reactor
import TCP

/// Moves the bytes of all tunnels of one jump host's session, on its loop.
actor TunnelPump {
    nonisolated let loop: EventLoop
    private let place: String
    private var engine: (any SSHEngine)?
    private var tunnels: [Tunnel] = []
    /// The step whose packet has left by half; libssh2 takes no other before it is done.
    private var unfinished: (() -> Bool)?
    private var waits: [Int32: (ticket: LoopTicket, readiness: Readiness)] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    init(loop: EventLoop, place: String, engine: EngineBox?) {
        self.loop = loop
        self.place = place
        self.engine = engine?.engine
    }

    var isOpen: Bool { self.engine != nil }

    /// Opens a tunnel and gives the descriptor of its near end; the caller closes it.
    func open(to host: String, port: UInt16, until deadline: ContinuousClock.Instant) async throws -> Int32 {
        guard let engine = self.engine else { throw self.lost("the jump host's connection is closed") }
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { throw self.lost(String(cString: strerror(errno))) }
        let (near, far) = (pair[0], pair[1])
        let place = TCPEndpoint(host: host, port: port).description
        do {
            try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Void, any Error>) in
                let tunnel = Tunnel(
                    channel: engine.makeChannel(.forward(host: host, port: port)),
                    socket: Socket(owning: far, loop: self.loop), place: place, waiter: waiter)
                let id = ObjectIdentifier(tunnel)
                tunnel.deadline = self.loop.schedule(at: deadline) {
                    self.assumeIsolated { $0.giveUp(id) }
                }
                self.tunnels.append(tunnel)
                self.turn()
            }
            return near
        } catch {
            Foundation.close(near)
            throw error
        }
    }

    /// Ends all tunnels.
    func stop(_ cause: String) {
        guard self.engine != nil else { return }
        self.engine = nil
        self.unfinished = nil
        for wait in self.waits.values { self.loop.cancel(wait.ticket) }
        self.waits = [:]
        for tunnel in self.tunnels {
            self.answer(tunnel, .failure(self.lost(cause)))
            tunnel.socket.shutDown()
        }
        self.tunnels = []
    }

    /// A tunnel took too long to open: its caller goes on, the server's late answer only closes it.
    private func giveUp(_ id: ObjectIdentifier) {
        guard let tunnel = self.tunnels.first(where: { ObjectIdentifier($0) == id }) else { return }
        self.answer(tunnel, .failure(SSHError(.timedOut(.tcp), address: tunnel.place, cause: "via \(self.place)")))
    }

    private func answer(_ tunnel: Tunnel, _ result: Result<Void, any Error>) {
        guard case .opening(let waiter) = tunnel.state, let waiter else { return }
        if let ticket = tunnel.deadline { self.loop.cancel(ticket) }
        tunnel.state = .opening(nil)
        waiter.resume(with: result)
    }

    private func lost(_ cause: String) -> SSHError {
        SSHError(.disconnected(.tcp), address: self.place, cause: cause)
    }

    /// Does everything that can be done now, then waits for the sockets.
    private func turn() {
        guard let engine = self.engine else { return }
        if let step = self.unfinished {
            self.unfinished = nil
            _ = step()
        }
        var hasMoved = true
        while hasMoved, self.unfinished == nil, self.engine != nil {
            hasMoved = false
            var isOpening = false
            for tunnel in self.tunnels where self.unfinished == nil && self.engine != nil {
                switch tunnel.state {
                case .opening:
                    // One at a time: the library keeps one opening channel per session.
                    if isOpening { continue }
                    isOpening = true
                    if self.open(tunnel, engine) { hasMoved = true }
                case .open: if self.move(tunnel, engine) { hasMoved = true }
                case .closing: if self.close(tunnel, engine) { hasMoved = true }
                case .closed: continue
                }
            }
            self.tunnels.removeAll { if case .closed = $0.state { true } else { false } }
        }
        if self.engine != nil { self.wait(engine) }
    }

    private func open(_ tunnel: Tunnel, _ engine: any SSHEngine) -> Bool {
        switch tunnel.channel.open() {
        case .again:
            self.keepIfHalf(engine) { self.open(tunnel, engine) }
            return false
        case .done:
            // Nobody waits any more: its end was closed, and the tunnel goes the usual way.
            self.answer(tunnel, .success(()))
            tunnel.state = .open
            return true
        case .failed(let failure):
            if failure.kind == .disconnected {
                self.stop(failure.cause)
                return false
            }
            self.answer(
                tunnel, .failure(SSHError(.notForwarded(to: tunnel.place), address: self.place, cause: failure.cause)))
            tunnel.state = .closed
            return true
        }
    }

    private func move(_ tunnel: Tunnel, _ engine: any SSHEngine) -> Bool {
        var hasMoved = tunnel.moveLocally()
        for call in tunnel.calls() where self.unfinished == nil {
            if self.make(call, tunnel, engine) { hasMoved = true }
            guard self.engine != nil, case .open = tunnel.state else { return hasMoved }
        }
        if tunnel.moveLocally() { hasMoved = true }
        if tunnel.isOver { tunnel.state = .closing }
        return hasMoved
    }

    private func make(_ call: @escaping () -> EngineAnswer, _ tunnel: Tunnel, _ engine: any SSHEngine) -> Bool {
        switch call() {
        case .done: return true
        case .again:
            self.keepIfHalf(engine) { self.make(call, tunnel, engine) }
            return false
        case .failed(let failure):
            if failure.kind == .disconnected { self.stop(failure.cause) } else { tunnel.state = .closing }
            return true
        }
    }

    private func close(_ tunnel: Tunnel, _ engine: any SSHEngine) -> Bool {
        tunnel.socket.shutDown()
        switch tunnel.channel.close() {
        case .again:
            self.keepIfHalf(engine) { self.close(tunnel, engine) }
            return false
        case .failed(let failure):
            if failure.kind == .disconnected { self.stop(failure.cause) }
        case .done: break
        }
        self.forget(tunnel.socket.descriptor)
        tunnel.state = .closed
        return true
    }

    private func keepIfHalf(_ engine: any SSHEngine, _ step: @escaping () -> Bool) {
        if engine.holdsHalfAPacket { self.unfinished = step }
    }

    private func wait(_ engine: any SSHEngine) {
        self.wait(on: engine.socket.descriptor, for: engine.wanted)
        for tunnel in self.tunnels {
            if let wanted = tunnel.wanted, self.unfinished == nil {
                self.wait(on: tunnel.socket.descriptor, for: wanted)
            } else {
                self.forget(tunnel.socket.descriptor)
            }
        }
    }

    private func wait(on descriptor: Int32, for readiness: Readiness) {
        if let wait = self.waits[descriptor] {
            if wait.readiness == readiness { return }
            self.loop.cancel(wait.ticket)
        }
        let ticket = self.loop.whenReady(for: readiness, on: descriptor) { outcome in
            guard case .success = outcome else { return }
            self.loop.enter {
                self.assumeIsolated { pump in
                    pump.waits[descriptor] = nil
                    pump.turn()
                }
            }
        }
        self.waits[descriptor] = (ticket, readiness)
    }

    private func forget(_ descriptor: Int32) {
        guard let wait = self.waits.removeValue(forKey: descriptor) else { return }
        self.loop.cancel(wait.ticket)
    }
}

extension SSHSession {
    /// Hands the session over to a pump; from then on only the pump uses it.
    func makePump() -> TunnelPump {
        TunnelPump(loop: self.loop, place: self.place, engine: self.engine.map(EngineBox.init))
    }
}

/// An engine on its way from its session to a pump on the same loop.
// It is handed over once; session and pump run on one loop, and the session makes no call while the pump is at work.
final class EngineBox: @unchecked Sendable {
    let engine: any SSHEngine

    init(_ engine: any SSHEngine) {
        self.engine = engine
    }
}
