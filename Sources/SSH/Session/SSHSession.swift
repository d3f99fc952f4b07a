import CSSH2
import Foundation
import Reactor

/// One libssh2 session, always used from its loop's thread and by one operation at a time.
actor SSHSession {
    let loop: EventLoop
    let place: String
    var owner: SessionOwner?
    var channel: OpaquePointer?
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

    /// Forgets the session; its owner frees everything when an operation still waiting has noticed the shutdown.
    func drop() {
        self.owner?.socket.shutDown()
        self.channel = nil
        self.owner = nil
    }

    /// The live session, or an error when it was closed before.
    func live(_ stage: SSHStage) throws -> SessionOwner {
        guard let owner = self.owner else { throw self.error(.disconnected(stage), "the session is closed") }
        return owner
    }

    /// Repeats a non-blocking call until it no longer wants to wait; throws at the deadline or for a failure.
    @discardableResult
    func repeating(
        _ stage: SSHStage, until deadline: ContinuousClock.Instant, _ call: (OpaquePointer) -> Int
    ) async throws -> Int {
        while true {
            let owner = try self.live(stage)
            let answer = call(owner.session)
            if answer >= 0 { return answer }
            guard answer == Int(LIBSSH2_ERROR_EAGAIN) else { throw self.failure(owner, Int32(answer), stage) }
            guard try await self.wait(owner, until: deadline) else {
                throw self.error(.timedOut(stage), "deadline passed")
            }
        }
    }

    /// The same for calls that give a pointer.
    func repeating(
        _ stage: SSHStage, until deadline: ContinuousClock.Instant, _ call: (OpaquePointer) -> OpaquePointer?
    ) async throws -> OpaquePointer {
        var found: OpaquePointer?
        try await self.repeating(stage, until: deadline) { session in
            found = call(session)
            return found == nil ? Int(libssh2_session_last_errno(session)) : 0
        }
        guard let found else { throw self.error(.protocolError, "libssh2 gave neither a channel nor an error") }
        return found
    }

    /// Waits until the socket is ready for what libssh2 needs; false at the deadline.
    func wait(_ owner: SessionOwner, until deadline: ContinuousClock.Instant) async throws -> Bool {
        let directions = libssh2_session_block_directions(owner.session)
        let readiness: Readiness =
            switch directions {
            case LIBSSH2_SESSION_BLOCK_OUTBOUND: .writable
            case LIBSSH2_SESSION_BLOCK_OUTBOUND | LIBSSH2_SESSION_BLOCK_INBOUND: .either
            default: .readable
            }
        do {
            try await self.loop.wait(for: readiness, on: owner.socket.descriptor, until: deadline)
            return true
        } catch .timedOut {
            return false
        } catch .cancelled {
            throw CancellationError()
        } catch {
            throw self.error(.disconnected(.transfer), "\(error)")
        }
    }

    func failure(_ owner: SessionOwner, _ code: Int32, _ stage: SSHStage) -> SSHError {
        let cause = Cause(code: code, message: owner.lastCause().message)
        return self.error(cause.meaning(in: stage), "libssh2 \(code): \(cause.message)")
    }

    func error(_ code: SSHError.Code, _ cause: String) -> SSHError {
        SSHError(code, address: self.place, cause: cause)
    }
}
