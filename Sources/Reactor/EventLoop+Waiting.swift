import Synchronization

extension EventLoop {
    /// Suspends until `fd` is ready, once; throws `.timedOut` at the deadline and `.cancelled` at once when the task is.
    ///
    /// Readiness is a hint (level-triggered, and now and then spurious): use non-blocking calls and wait again if need be.
    nonisolated(nonsending) public func wait(
        for readiness: Readiness, on fd: Int32, until deadline: ContinuousClock.Instant? = nil
    ) async throws(ReactorError) {
        try await suspend(for: readiness, on: fd, until: deadline).get()
    }

    /// Suspends until the instant; throws `.cancelled` at once when the task is cancelled.
    nonisolated(nonsending) public func sleep(until instant: ContinuousClock.Instant) async throws(ReactorError) {
        do {
            try await suspend(for: .readable, on: nil, until: instant).get()
        } catch .timedOut {
            return
        }
    }

    /// Calls `onReadable` on the loop's thread each time `fd` can be read, until it is forgotten; replaces an earlier watch.
    public func watch(_ fd: Int32, onReadable: @escaping @Sendable () -> Void) throws(ReactorError) {
        let problem = state.withLock { state in
            let problem = state.watch(fd, onReadable, poller: poller)
            if problem == nil { rouse(&state) }
            return problem
        }
        if let problem { throw problem }
    }

    /// Ends the watch and every wait for `fd` (`.forgotten`); always call it before closing a descriptor.
    ///
    /// On the loop's thread no callback comes after it; from elsewhere, one that has begun may still be running.
    public func forget(_ fd: Int32) {
        let ended = state.withLock { $0.forget(fd, poller: poller) }
        for waiter in ended { waiter.complete(.failure(.forgotten)) }
    }

    /// Calls `complete` once, on any thread, when `fd` is ready, the deadline has passed, or the wait was given up.
    @discardableResult
    public func whenReady(
        for readiness: Readiness, on fd: Int32, until deadline: ContinuousClock.Instant? = nil,
        _ complete: @escaping @Sendable (Result<Void, ReactorError>) -> Void
    ) -> LoopTicket {
        let ticket = state.withLock { $0.makeTicket() }
        register(.init(fd: fd, readiness: readiness, complete: complete), ticket: ticket, until: deadline)
        return LoopTicket(number: ticket)
    }

    /// Calls `action` on the loop's thread at the instant, unless it is cancelled or the loop shut down before.
    @discardableResult
    public func schedule(
        at instant: ContinuousClock.Instant, _ action: @escaping @Sendable () -> Void
    ) -> LoopTicket {
        let ticket = state.withLock { $0.makeTicket() }
        let waiter = LoopState.Waiter(fd: nil, readiness: .readable) { outcome in
            if case .failure(.timedOut) = outcome { action() }
        }
        register(waiter, ticket: ticket, until: instant)
        return LoopTicket(number: ticket)
    }

    /// Ends a wait with `.cancelled` or drops a scheduled action; nothing happens when it is over already.
    public func cancel(_ ticket: LoopTicket) {
        let waiter = state.withLock { $0.take(ticket.number, poller: poller) }
        waiter?.complete(.failure(.cancelled))
    }

    nonisolated(nonsending) private func suspend(
        for readiness: Readiness, on fd: Int32?, until deadline: ContinuousClock.Instant?
    ) async -> Result<Void, ReactorError> {
        let ticket = state.withLock { $0.makeTicket() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<Void, ReactorError>, Never>) in
                let waiter = LoopState.Waiter(fd: fd, readiness: readiness) { continuation.resume(returning: $0) }
                register(waiter, ticket: ticket, until: deadline, unlessTaskIsCancelled: true)
            }
        } onCancel: {
            cancel(LoopTicket(number: ticket))
        }
    }

    /// Registers the wait or completes it right away with the reason why it cannot begin.
    private func register(
        _ waiter: LoopState.Waiter, ticket: UInt64, until deadline: ContinuousClock.Instant?,
        unlessTaskIsCancelled: Bool = false
    ) {
        let problem = state.withLock { state -> ReactorError? in
            // Asked under the lock: a cancellation that comes later finds the ticket, an earlier one is seen here.
            if unlessTaskIsCancelled, Task.isCancelled { return .cancelled }
            let earliest = state.nextDeadline
            if let problem = state.add(waiter, ticket: ticket, until: deadline, poller: poller) { return problem }
            // A sleeping epoll_wait takes new descriptors by itself; only an earlier deadline has to shorten it.
            let isEarliest = deadline.map { deadline in earliest.map { deadline < $0 } ?? true } ?? false
            if !state.isRunning || isEarliest { rouse(&state) }
            return nil
        }
        if let problem { waiter.complete(.failure(problem)) }
    }
}
