import Testing

@testable import Reactor

@Suite struct TimerQueueTests {
    private let now = ContinuousClock.now

    @Test func `deadlines come out in their order, whatever order they went in`() {
        var timers = TimerQueue()
        for (ticket, offset) in [5, 3, 9, 1, 7].enumerated() {
            timers.insert(UInt64(ticket), at: now + .seconds(offset))
        }
        var order: [UInt64] = []
        while let ticket = timers.popDue(now + .seconds(60)) { order.append(ticket) }
        #expect(order == [3, 1, 0, 4, 2])
    }

    @Test func `nothing is due before its time`() {
        var timers = TimerQueue()
        timers.insert(1, at: now + .seconds(2))
        #expect(timers.popDue(now + .seconds(1)) == nil)
        #expect(timers.popDue(now + .seconds(2)) == 1)
        #expect(timers.popDue(now + .seconds(3)) == nil)
    }

    @Test func `a cancelled deadline neither fires nor shortens the wait`() {
        var timers = TimerQueue()
        timers.insert(1, at: now + .seconds(1))
        timers.insert(2, at: now + .seconds(5))
        timers.cancel(1)
        #expect(timers.next() == now + .seconds(5))
        #expect(timers.popDue(now + .seconds(60)) == 2)
    }

    @Test func `many waits that end early leave no heap of dead deadlines`() {
        var timers = TimerQueue()
        timers.insert(0, at: now + .seconds(90))
        for ticket in UInt64(1)...100_000 {
            timers.insert(ticket, at: now + .seconds(30))
            timers.cancel(ticket)
        }
        #expect(timers.footprint <= 65)
        #expect(timers.next() == now + .seconds(90))
    }
}
