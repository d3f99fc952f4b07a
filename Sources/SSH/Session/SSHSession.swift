import Foundation
import Reactor
import TCP

/// One SSH session, always used from its loop's thread and by one operation at a time.
actor SSHSession {
    let loop: EventLoop
    let place: String
    var engine: (any SSHEngine)?
    private(set) var isBusy = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    init(loop: EventLoop, place: String) {
        self.loop = loop
        self.place = place
    }

    /// Runs one operation; when it fails or is cancelled this connection is given up, and no other.
    func exclusively<Result: Sendable>(
        _ body: @Sendable (isolated SSHSession) async throws -> Result
    ) async throws -> Result {
        guard !self.isBusy else { throw self.error(.protocolError, "two operations at once on one session") }
        self.isBusy = true
        defer { self.isBusy = false }
        do {
            return try await body(self)
        } catch {
            self.drop()
            throw error
        }
    }

    /// Forgets the session; its engine frees everything when an operation still waiting has noticed the shutdown.
    func drop() {
        self.engine?.socket.shutDown()
        self.engine = nil
    }

    /// The live engine, or an error when the session was closed before.
    func live(_ stage: SSHStage) throws -> any SSHEngine {
        guard let engine = self.engine else { throw self.error(.disconnected(stage), "the session is closed") }
        return engine
    }

    /// Repeats a non-blocking call until it no longer wants to wait; throws at the deadline or for a failure.
    @discardableResult
    func repeating(
        _ stage: SSHStage, until deadline: ContinuousClock.Instant, _ call: (any SSHEngine) -> EngineAnswer
    ) async throws -> Int {
        switch try await self.settling(stage, until: deadline, call) {
        case .success(let number): return number
        case .failure(let failure): throw self.error(failure.meaning(in: stage), failure.cause)
        }
    }

    /// Repeats a non-blocking call until it no longer wants to wait, and gives its failure; throws at the deadline.
    func settling(
        _ stage: SSHStage, until deadline: ContinuousClock.Instant, _ call: (any SSHEngine) -> EngineAnswer
    ) async throws -> Result<Int, EngineFailure> {
        while true {
            let engine = try self.live(stage)
            switch call(engine) {
            case .done(let number): return .success(number)
            case .failed(let failure): return .failure(failure)
            case .again:
                guard deadline > .now, try await self.wait(engine, until: deadline) else {
                    throw self.error(.timedOut(stage), "deadline passed")
                }
            }
        }
    }

    /// Waits until the socket is ready for what the engine needs; false at the deadline.
    func wait(_ engine: any SSHEngine, until deadline: ContinuousClock.Instant) async throws -> Bool {
        do {
            try await self.loop.wait(for: engine.wanted, on: engine.socket.descriptor, until: deadline)
            return true
        } catch .timedOut {
            return false
        } catch .cancelled {
            throw CancellationError()
        } catch {
            throw self.error(.disconnected(.transfer), "\(error)")
        }
    }

    /// Says goodbye as long as the deadline allows, then frees everything.
    func close(until deadline: ContinuousClock.Instant) async {
        guard self.engine != nil else { return }
        guard !self.isBusy else { return self.drop() }
        do {
            try await self.repeating(.transfer, until: deadline) { $0.sayGoodbye() }
        } catch {
            // The goodbye is a courtesy; a server that is gone or slow must not keep us.
        }
        self.drop()
    }

    func error(_ code: SSHError.Code, _ cause: String) -> SSHError {
        SSHError(code, address: self.place, cause: cause)
    }
}
