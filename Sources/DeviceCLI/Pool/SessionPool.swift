public import Reactor
import Synchronization

/// Signed-in sessions with devices, kept open between uses; each is used by one task at a time.
///
/// A lock and not an actor: who finds a session free has it without changing threads.
public final class SessionPool: Sendable {
    private struct State {
        var book: PoolBook
        var sessions: [PoolBook.Number: PooledSession] = [:]
        var waiters: [Int: CheckedContinuation<PoolBook.Grant, any Error>] = [:]
        /// Answers to those who asked and do not wait yet.
        var early: [Int: Result<PoolBook.Grant, any Error>] = [:]
        var lastWaiter = 0
        var round: LoopTicket?
        var isClosed = false

        /// What a decision of the book means for those outside of the lock.
        mutating func follow(_ actions: [PoolBook.Action], asking: Int? = nil) -> Consequences {
            var consequences = Consequences()
            for action in actions {
                switch action {
                case .grant(let grant, let waiter):
                    if waiter == asking {
                        consequences.immediate = grant
                    } else if let waiting = self.waiters.removeValue(forKey: waiter) {
                        consequences.answers.append((waiting, grant))
                    } else {
                        self.early[waiter] = .success(grant)
                    }
                case .close(let number):
                    if let session = self.sessions.removeValue(forKey: number) { consequences.closing.append(session) }
                }
            }
            return consequences
        }
    }

    private struct Consequences {
        var answers: [(CheckedContinuation<PoolBook.Grant, any Error>, PoolBook.Grant)] = []
        /// The grant of the one who asks just now, and so does not wait.
        var immediate: PoolBook.Grant?
        var closing: [PooledSession] = []
    }

    private let state: Mutex<State>
    private let limits: PoolLimits
    private let loop: EventLoop
    /// Makes digests of logins useless outside of this process.
    let salt = (0..<32).map { _ in UInt8.random(in: 0...255) }

    /// A pool whose clock ticks on `loop`.
    public init(limits: PoolLimits = PoolLimits(), loop: EventLoop) {
        self.state = Mutex(State(book: PoolBook(limits: limits)))
        self.limits = limits
        self.loop = loop
    }

    /// Sessions open or opening, those of them that nobody uses, and how many wait for one.
    public var counts: (all: Int, idle: Int, waiting: Int) { self.state.withLock { $0.book.counts } }

    /// Gives `body` a session for `key`, kept from an earlier use or opened now; it comes back only when `body` succeeds.
    ///
    /// Throws `PoolError` when none becomes free in time, and what `open` and `body` throw.
    func withSession<Result: Sendable>(
        _ key: SessionKey, site: String?, open: () async throws -> PooledSession,
        _ body: (PooledSession) async throws -> Result
    ) async throws -> Result {
        let (number, session) = try await self.take(key, site, open)
        do {
            let result = try await body(session)
            if await session.giveBack() { await self.takeBack(number) } else { await self.drop(number) }
            return result
        } catch {
            // Whatever state the device is in, nobody else is to find it so.
            await self.drop(number)
            throw error
        }
    }

    private func take(_ key: SessionKey, _ site: String?, _ open: () async throws -> PooledSession) async throws
        -> (PoolBook.Number, PooledSession)
    {
        while true {
            switch try await self.ask(key, site) {
            case .reuse(let number):
                // It may have died while nobody looked: then it is as if it had not been there.
                if let session = self.state.withLock({ $0.sessions[number] }), await session.take() {
                    return (number, session)
                }
                await self.drop(number)
            case .open(let number):
                do {
                    let session = try await open()
                    await self.perform { state in
                        state.sessions[number] = session
                        return state.book.opened(number, now: .now)
                    }
                    return (number, session)
                } catch {
                    await self.drop(number)
                    throw error
                }
            }
        }
    }

    /// Closes every idle session with a device, for example because its credentials changed.
    nonisolated(nonsending) public func giveUp(_ address: DeviceAddress) async {
        await self.perform { $0.book.giveUp(address, now: .now) }
    }

    /// Closes everything that is idle, and whatever comes back from now on.
    nonisolated(nonsending) public func close() async {
        let (round, waiters, idle) = self.state.withLock { state in
            state.isClosed = true
            defer {
                state.round = nil
                state.waiters = [:]
            }
            return (state.round, state.waiters.values, state.book.idle)
        }
        if let round { self.loop.cancel(round) }
        for waiter in waiters { waiter.resume(throwing: PoolError.closed) }
        for number in idle { await self.drop(number) }
    }

    private func ask(_ key: SessionKey, _ site: String?) async throws -> PoolBook.Grant {
        let (waiter, consequences) = try self.state.withLock { state in
            guard !state.isClosed else { throw PoolError.closed }
            state.lastWaiter += 1
            let actions = state.book.ask(state.lastWaiter, for: key, site: site, now: .now)
            return (state.lastWaiter, state.follow(actions, asking: state.lastWaiter))
        }
        await self.carryOut(consequences)
        if let grant = consequences.immediate { return grant }
        return try await self.wait(waiter)
    }

    private func wait(_ waiter: Int) async throws -> PoolBook.Grant {
        let deadline = self.loop.schedule(at: .now + self.limits.waiting) {
            self.giveUpWaiting(waiter, PoolError.noneFree)
        }
        defer { self.loop.cancel(deadline) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let early = self.state.withLock { state in
                    let early = state.early.removeValue(forKey: waiter)
                    if early == nil { state.waiters[waiter] = continuation }
                    return early
                }
                if let early { continuation.resume(with: early) }
            }
        } onCancel: {
            self.giveUpWaiting(waiter, CancellationError())
        }
    }

    private func giveUpWaiting(_ waiter: Int, _ reason: any Error) {
        let continuation = self.state.withLock { state in
            // Granted already, or given up before.
            guard state.book.forget(waiter) else { return CheckedContinuation<PoolBook.Grant, any Error>?.none }
            let continuation = state.waiters.removeValue(forKey: waiter)
            if continuation == nil { state.early[waiter] = .failure(reason) }
            return continuation
        }
        continuation?.resume(throwing: reason)
    }

    private func takeBack(_ number: PoolBook.Number) async {
        let isClosed = await self.perform { state in
            state.isClosed ? [] : state.book.returned(number, now: .now)
        }
        if isClosed { await self.drop(number) } else { self.watch() }
    }

    private func drop(_ number: PoolBook.Number) async {
        let session = self.state.withLock { $0.sessions.removeValue(forKey: number) }
        await self.perform { $0.book.gone(number, now: .now) }
        await session?.close()
    }

    /// Changes the book and carries out what follows; says whether the pool is closed.
    @discardableResult
    private func perform(_ change: (inout State) -> [PoolBook.Action]) async -> Bool {
        let (consequences, isClosed) = self.state.withLock { state in
            let actions = change(&state)
            return (state.follow(actions), state.isClosed)
        }
        await self.carryOut(consequences)
        return isClosed
    }

    private func carryOut(_ consequences: Consequences) async {
        for (waiter, grant) in consequences.answers { waiter.resume(returning: grant) }
        for session in consequences.closing { await session.close() }
    }

    /// Goes round while something is idle: what is too old goes, the rest says «still here».
    private func watch() {
        self.state.withLock { state in
            guard state.round == nil, !state.isClosed else { return }
            let pause = min(self.limits.keepAlive, self.limits.idleAge / 2)
            state.round = self.loop.schedule(at: .now + pause) {
                // The loop's timer starts it; it ends with its round.
                Task { await self.goRound() }
            }
        }
    }

    private func goRound() async {
        await self.perform { state in
            state.round = nil
            return state.book.expire(.now)
        }
        let idle = self.state.withLock { state in state.book.idle.compactMap { state.sessions[$0] } }
        // Side by side: one that hangs must not keep the others from speaking in time.
        await withTaskGroup { group in
            for session in idle { group.addTask { await session.keepAlive() } }
        }
        if !idle.isEmpty { self.watch() }
    }
}
