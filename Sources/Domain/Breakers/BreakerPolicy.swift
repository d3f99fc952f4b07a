/// When a breaker opens, and how long it stays so. Times are in seconds.
public struct BreakerPolicy: Sendable, Hashable {
    /// So many failures to connect in a row open it; at least 1.
    public let failureLimit: Int
    /// Only failures of the last so many seconds count.
    public let window: Double
    /// The pause after it has opened; each failed probe doubles it.
    public let pause: Double
    /// No pause is longer.
    public let longestPause: Double
    /// A probe that has said nothing for so long is taken for dead, and another may go.
    public let probeTime: Double

    /// A policy; values below their bounds are moved to the bound.
    public init(
        failureLimit: Int = 5, window: Double = 300, pause: Double = 30, longestPause: Double = 900,
        probeTime: Double = 120
    ) {
        self.failureLimit = max(1, failureLimit)
        self.window = max(1, window)
        self.pause = max(0, pause)
        self.longestPause = max(self.pause, longestPause)
        self.probeTime = max(1, probeTime)
    }

    /// The same policy for probes that may take longer.
    public func allowing(probeTime: Double) -> BreakerPolicy {
        BreakerPolicy(
            failureLimit: failureLimit, window: window, pause: pause, longestPause: longestPause,
            probeTime: max(self.probeTime, probeTime))
    }

    /// The pause after it has opened for the `count`th time in a row; `jitter` from 0 to 1 shortens it by up to a fifth.
    ///
    /// Without it, all breakers that one broken link opened would probe in the same moment.
    func pause(afterOpening count: Int, jitter: Double) -> Double {
        // More doublings than this are beyond any longest pause, and would overflow some day.
        var full = pause
        for _ in 1..<min(max(1, count), 32) where full < longestPause { full *= 2 }
        return min(full, longestPause) * (1 - 0.2 * min(max(0, jitter), 1))
    }
}
