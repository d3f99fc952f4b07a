import CShims

/// Everything an event loop remembers, guarded by its one lock; it never runs foreign code.
struct LoopState {
    /// Something to run on the loop's thread.
    enum Work {
        case actorJob(UnownedJob)
        case taskJob(UnownedJob)
        case call(@Sendable () -> Void)
    }

    /// One wait: for a descriptor, for an instant, or for the first of both.
    struct Waiter {
        let fd: Int32?
        let readiness: Readiness
        let complete: @Sendable (Result<Void, ReactorError>) -> Void
    }

    private struct Descriptor {
        var onReadable: (@Sendable () -> Void)?
        var waiters: [UInt64] = []
        var armed: UInt32 = 0
    }

    var work: [Work] = []
    /// True only while the thread is in, or certain to enter, a wait that nothing else will end.
    var isSleeping = false
    var isRunning = false
    var isStopped = false
    private var timers = TimerQueue()
    private var waiters: [UInt64: Waiter] = [:]
    private var descriptors: [Int32: Descriptor] = [:]
    private var lastTicket: UInt64 = 0

    var nextDeadline: ContinuousClock.Instant? {
        mutating get { timers.next() }
    }

    mutating func makeTicket() -> UInt64 {
        lastTicket += 1
        return lastTicket
    }

    /// Registers a wait; returns why it cannot be.
    mutating func add(
        _ waiter: Waiter, ticket: UInt64, until deadline: ContinuousClock.Instant?, poller: Poller
    ) -> ReactorError? {
        if isStopped { return .forgotten }
        waiters[ticket] = waiter
        if let fd = waiter.fd {
            descriptors[fd, default: Descriptor()].waiters.append(ticket)
            if let code = arm(fd, poller) {
                waiters[ticket] = nil
                detach(ticket, from: fd, poller)
                return .system(code)
            }
        }
        if let deadline { timers.insert(ticket, at: deadline) }
        return nil
    }

    /// Takes a wait out, whatever it waited for.
    mutating func take(_ ticket: UInt64, poller: Poller) -> Waiter? {
        guard let waiter = waiters.removeValue(forKey: ticket) else { return nil }
        timers.cancel(ticket)
        if let fd = waiter.fd { detach(ticket, from: fd, poller) }
        return waiter
    }

    /// Takes one wait whose deadline has come.
    mutating func takeDue(_ now: ContinuousClock.Instant, poller: Poller) -> Waiter? {
        guard let ticket = timers.popDue(now) else { return nil }
        return take(ticket, poller: poller)
    }

    /// Takes the waits that an event ends, and the watch it concerns.
    mutating func takeReady(_ event: cs_event, poller: Poller) -> (watch: (@Sendable () -> Void)?, waiters: [Waiter]) {
        guard let descriptor = descriptors[event.fd] else { return (nil, []) }
        // The kernel has told it and tells no more.
        if descriptor.armed & CS_ONCE != 0 { descriptors[event.fd]?.armed = CS_ONCE }
        let isBroken = event.events & CS_BROKEN != 0
        let ready = descriptor.waiters.filter { ticket in
            isBroken || (waiters[ticket]?.readiness.interest ?? 0) & event.events != 0
        }
        let taken = ready.compactMap { take($0, poller: poller) }
        // Who waits for something else than what came.
        if taken.isEmpty { _ = arm(event.fd, poller) }
        return (isBroken || event.events & CS_READABLE != 0 ? descriptor.onReadable : nil, taken)
    }

    mutating func watch(_ fd: Int32, _ onReadable: @escaping @Sendable () -> Void, poller: Poller) -> ReactorError? {
        if isStopped { return .forgotten }
        descriptors[fd, default: Descriptor()].onReadable = onReadable
        guard let code = arm(fd, poller) else { return nil }
        descriptors[fd]?.onReadable = nil
        _ = arm(fd, poller)
        return .system(code)
    }

    /// Takes out the watch of `fd` and everything that waits for it.
    mutating func forget(_ fd: Int32, poller: Poller) -> [Waiter] {
        guard let descriptor = descriptors[fd] else { return [] }
        descriptors[fd]?.onReadable = nil
        let taken = descriptor.waiters.compactMap { take($0, poller: poller) }
        _ = arm(fd, poller)
        return taken
    }

    /// Takes out everything and refuses what comes later.
    mutating func stop(poller: Poller) -> [Waiter] {
        isStopped = true
        for fd in descriptors.keys {
            descriptors[fd]?.onReadable = nil
        }
        let taken = waiters.keys.sorted().compactMap { take($0, poller: poller) }
        for fd in Array(descriptors.keys) { _ = arm(fd, poller) }
        return taken
    }

    private mutating func detach(_ ticket: UInt64, from fd: Int32, _ poller: Poller) {
        descriptors[fd]?.waiters.removeAll { $0 == ticket }
        _ = arm(fd, poller)
    }

    /// Tells epoll what is wanted of `fd` now, when that changed.
    ///
    /// Waits ask for one event only: when they are over nothing need be taken back, which spares a call for each wait. What is
    /// left in the kernel tells at most once more. A watch is removed, since a hang-up is always told.
    private mutating func arm(_ fd: Int32, _ poller: Poller) -> Int32? {
        guard let descriptor = descriptors[fd] else { return nil }
        var interest = descriptor.onReadable == nil ? CS_ONCE : CS_READABLE
        for ticket in descriptor.waiters { interest |= waiters[ticket]?.readiness.interest ?? 0 }
        if interest == CS_ONCE {
            descriptors[fd] = nil
            return descriptor.armed & CS_ONCE == 0 && descriptor.armed != 0 ? poller.set(0, for: fd) : nil
        }
        descriptors[fd]?.armed = interest
        if interest == descriptor.armed { return nil }
        return poller.set(interest, for: fd)
    }
}
