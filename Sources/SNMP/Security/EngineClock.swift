/// An agent's own time: how often it was started, and the seconds since (RFC 3414 sections 2.3 and 3.2).
struct EngineClock: Sendable, Equatable {
    private(set) var boots: Int32
    private var time: Int32
    private var since: ContinuousClock.Instant
    private var latest: Int32
    /// Whether a message with proof has told it; before, it is only what somebody said.
    private(set) var isProven = false

    /// What was heard without proof.
    init(boots: Int32, time: Int32, at now: ContinuousClock.Instant) {
        (self.boots, self.time, self.since, self.latest) = (boots, time, now, time)
    }

    /// The agent's seconds now.
    func seconds(at now: ContinuousClock.Instant) -> Int32 {
        let passed = max(0, self.since.duration(to: now).components.seconds)
        return Int32(clamping: Int64(self.time) + passed)
    }

    /// Takes what a message with proof says; false when the message is older than 150 seconds.
    mutating func take(boots: Int32, time: Int32, at now: ContinuousClock.Instant) -> Bool {
        // An engine that was started so often cannot prove anything any more.
        guard boots != Int32.max else { return false }
        if self.isProven {
            guard boots >= self.boots,
                boots > self.boots || Int64(time) >= Int64(self.seconds(at: now)) - 150
            else { return false }
            guard boots > self.boots || time > self.latest else { return true }
        }
        (self.boots, self.time, self.latest, self.since, self.isProven) = (boots, time, time, now, true)
        return true
    }
}
