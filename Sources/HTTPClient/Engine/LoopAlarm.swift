import Reactor

/// The one timer that libcurl asks for: it may be moved, and rings on the loop.
final class LoopAlarm {
    private let loop: EventLoop
    private let ring: @Sendable () -> Void
    private var ticket: LoopTicket?

    init(loop: EventLoop, ring: @escaping @Sendable () -> Void) {
        self.loop = loop
        self.ring = ring
    }

    /// Rings after so many milliseconds instead of when it was to ring; never, when negative.
    func set(_ milliseconds: Int) {
        if let ticket = self.ticket { self.loop.cancel(ticket) }
        self.ticket = milliseconds < 0 ? nil : self.loop.schedule(at: .now + .milliseconds(milliseconds), self.ring)
    }
}
