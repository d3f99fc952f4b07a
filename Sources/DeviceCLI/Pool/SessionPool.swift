public import Reactor

/// Signed-in sessions with devices, kept open between uses; each is used by one task at a time.
public actor SessionPool {
    private var book: PoolBook
    private let loop: EventLoop
    private var sessions: [PoolBook.Number: PooledSession] = [:]
    private var waiters: [Int: CheckedContinuation<PoolBook.Grant, any Error>] = [:]
    private var lastWaiter = 0
    private var round: LoopTicket?
    private var isClosed = false
    /// Sessions that have to be closed by whoever comes next.
    private var leaving: [PooledSession] = []
    /// Makes digests of logins useless outside of this process.
    nonisolated let salt = (0..<32).map { _ in UInt8.random(in: 0...255) }

    /// A pool whose clock ticks on `loop`.
    public init(limits: PoolLimits = PoolLimits(), loop: EventLoop) {
        self.book = PoolBook(limits: limits)
        self.loop = loop
    }

    /// Sessions open or opening, those of them that nobody uses, and how many wait for one.
    public var counts: (all: Int, idle: Int, waiting: Int) { self.book.counts }

    /// Gives `body` a session for `key`, kept from an earlier use or opened now; it comes back only when `body` succeeds.
    ///
    /// Throws `PoolError` when none becomes free in time, and what `open` and `body` throw.
    nonisolated func withSession<Result: Sendable>(
        _ key: SessionKey, site: String?, open: @Sendable () async throws -> PooledSession,
        _ body: @Sendable (PooledSession) async throws -> Result
    ) async throws -> Result {
        while true {
            let grant = try await self.ask(key, site)
            let number: PoolBook.Number
            let session: PooledSession
            switch grant {
            case .open(let new):
                number = new
                do {
                    session = try await open()
                } catch {
                    await self.drop(number)
                    throw error
                }
                await self.keep(session, number)
            case .reuse(let kept):
                number = kept
                // It may have died while nobody looked: then it is as if it had not been there.
                guard let alive = await self.session(kept), await alive.take() else {
                    await self.drop(number)
                    continue
                }
                session = alive
            }
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
    }

    /// Closes every idle session with a device, for example because its credentials changed.
    public func giveUp(_ address: DeviceAddress) async {
        await self.perform(self.book.giveUp(address, now: .now))
    }

    /// Closes everything that is idle, and whatever comes back from now on.
    public func close() async {
        self.isClosed = true
        if let round = self.round { self.loop.cancel(round) }
        self.round = nil
        for waiter in self.waiters.values { waiter.resume(throwing: PoolError.closed) }
        self.waiters = [:]
        for number in self.book.idle { await self.drop(number) }
    }

    private func ask(_ key: SessionKey, _ site: String?) async throws -> PoolBook.Grant {
        guard !self.isClosed else { throw PoolError.closed }
        self.lastWaiter += 1
        let waiter = self.lastWaiter
        let deadline = self.loop.schedule(at: .now + self.book.limits.waiting) {
            Task { await self.giveUpWaiting(waiter, PoolError.noneFree) }
        }
        defer { self.loop.cancel(deadline) }
        let grant = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<PoolBook.Grant, any Error>) in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                self.waiters[waiter] = continuation
                self.note(self.book.ask(waiter, for: key, site: site, now: .now))
            }
        } onCancel: {
            Task { await self.giveUpWaiting(waiter, CancellationError()) }
        }
        await self.closeLeaving()
        return grant
    }

    private func giveUpWaiting(_ waiter: Int, _ reason: any Error) {
        guard self.book.forget(waiter) else { return }
        self.waiters.removeValue(forKey: waiter)?.resume(throwing: reason)
    }

    private func session(_ number: PoolBook.Number) -> PooledSession? { self.sessions[number] }

    private func keep(_ session: PooledSession, _ number: PoolBook.Number) async {
        self.sessions[number] = session
        await self.perform(self.book.opened(number, now: .now))
    }

    private func takeBack(_ number: PoolBook.Number) async {
        if self.isClosed { return await self.drop(number) }
        await self.perform(self.book.returned(number, now: .now))
        self.watch()
    }

    private func drop(_ number: PoolBook.Number) async {
        let session = self.sessions.removeValue(forKey: number)
        await self.perform(self.book.gone(number, now: .now))
        await session?.close()
    }

    private func perform(_ actions: [PoolBook.Action]) async {
        self.note(actions)
        await self.closeLeaving()
    }

    /// Answers those who wait, and notes which sessions are to be closed.
    private func note(_ actions: [PoolBook.Action]) {
        for action in actions {
            switch action {
            case .grant(let grant, let waiter): self.waiters.removeValue(forKey: waiter)?.resume(returning: grant)
            case .close(let number):
                if let session = self.sessions.removeValue(forKey: number) { self.leaving.append(session) }
            }
        }
    }

    private func closeLeaving() async {
        let sessions = self.leaving
        self.leaving = []
        for session in sessions { await session.close() }
    }

    /// Goes round while something is idle: what is too old goes, the rest says «still here».
    private func watch() {
        guard self.round == nil, !self.isClosed, !self.book.idle.isEmpty else { return }
        self.round = self.loop.schedule(at: .now + min(self.book.limits.keepAlive, self.book.limits.idleAge / 2)) {
            Task { await self.goRound() }
        }
    }

    private func goRound() async {
        self.round = nil
        await self.perform(self.book.expire(.now))
        for number in self.book.idle {
            guard let session = self.sessions[number] else { continue }
            // Busy by now, or dead: whoever takes it next finds out.
            await session.keepAlive()
        }
        self.watch()
    }
}
