import CShims
import Glibc

/// Owner of one epoll descriptor and of the eventfd that interrupts it; every call is safe from any thread.
final class Poller: Sendable {
    private let epoll: Int32
    private let wakeUp: Int32
    /// What went wrong at creation (errno), for example too many open files; every later wait reports it.
    let failure: Int32?

    init() {
        epoll = cs_epoll_create()
        wakeUp = cs_eventfd()
        if epoll < 0 {
            failure = -epoll
        } else if wakeUp < 0 {
            failure = -wakeUp
        } else {
            let outcome = cs_epoll_set(epoll, wakeUp, CS_READABLE)
            failure = outcome < 0 ? -outcome : nil
        }
    }

    deinit {
        if epoll >= 0 { close(epoll) }
        if wakeUp >= 0 { close(wakeUp) }
    }

    /// Sets what is wanted of `fd`; 0 removes it. Returns errno on failure.
    func set(_ interest: UInt32, for fd: Int32) -> Int32? {
        if let failure { return failure }
        let outcome = cs_epoll_set(epoll, fd, interest)
        return outcome < 0 ? -outcome : nil
    }

    /// Ends the wait that is going on or the next one.
    func interrupt() {
        var one: UInt64 = 1
        // A full counter means that an interrupt is pending already, so the result does not matter.
        _ = write(wakeUp, &one, MemoryLayout<UInt64>.size)
    }

    /// Waits at most `timeout` milliseconds (-1: for ever) and returns the part of `buffer` that was filled.
    func wait(_ timeout: Int32, into buffer: inout [cs_event]) -> ArraySlice<cs_event> {
        if failure != nil {
            // Without epoll there is nothing to wait on; a short pause keeps jobs and timers going.
            usleep(1000)
            return []
        }
        let count = cs_epoll_wait(epoll, &buffer, Int32(buffer.count), timeout)
        return buffer.prefix(max(0, Int(count)))
    }

    /// True when the event is the interrupt itself, which is thereby consumed.
    func consumeInterrupt(_ event: cs_event) -> Bool {
        guard event.fd == wakeUp else { return false }
        var counter: UInt64 = 0
        _ = read(wakeUp, &counter, MemoryLayout<UInt64>.size)
        return true
    }
}
