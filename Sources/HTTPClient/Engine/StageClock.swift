/// Knows in which stage a transfer is and when that stage is over.
struct StageClock {
    typealias Instant = ContinuousClock.Instant

    private let timeouts: HTTPTimeouts
    private let end: Instant?
    private var stage = HTTPStage.queue
    private var since: Instant
    /// While our own reader is slow, silence is not the server's.
    private var isHeld = false

    init(_ timeouts: HTTPTimeouts, now: Instant) {
        self.timeouts = timeouts
        self.since = now
        self.end = timeouts.total.map { now + $0 }
    }

    /// When to look again; nil while nothing limits the transfer.
    var deadline: Instant? {
        let own = self.isHeld ? nil : self.since + self.timeouts.limit(of: self.stage)
        guard let own, let end = self.end else { return own ?? self.end }
        return min(own, end)
    }

    /// The stage that took too long; nil when none did.
    func expired(_ now: Instant) -> HTTPStage? {
        if let end = self.end, end <= now { return .total }
        guard !self.isHeld, self.since + self.timeouts.limit(of: self.stage) <= now else { return nil }
        return self.stage
    }

    mutating func enter(_ stage: HTTPStage, _ now: Instant) {
        self.stage = stage
        self.since = now
    }

    /// Enters a stage unless it has begun: each address that is tried opens a socket.
    mutating func enterOnce(_ stage: HTTPStage, _ now: Instant) {
        if self.stage != stage { self.enter(stage, now) }
    }

    /// Hears of a byte in either direction.
    mutating func sawByte(_ now: Instant) { self.enter(.idle, now) }

    mutating func hold() { self.isHeld = true }

    mutating func release(_ now: Instant) {
        self.isHeld = false
        self.since = now
    }
}
