import Foundation

/// When a device counts as up or down, and when its changes are damped (after RFC 2439). Times are in seconds.
public struct ReachabilityPolicy: Sendable, Hashable {
    /// So many failures in a row take it down; at least 1.
    public let failureLimit: Int
    /// So many successes in a row bring it up again; at least 1.
    public let successLimit: Int
    /// What one change between up and down adds to the penalty.
    public let changePenalty: Double
    /// A penalty above this damps.
    public let suppressThreshold: Double
    /// A damped device is released at the first check with a penalty below this.
    public let reuseThreshold: Double
    /// After this time half of the penalty is left.
    public let halfLife: Double
    /// However much it flaps, it is released so long after its last change.
    public let longestSuppression: Double
    /// A success that changes nothing is stored again after this time.
    public let restatement: Double

    /// A policy; the damping is that which routers ship with for BGP, whose thresholds lie at 2000 and 3000: outages of an
    /// hour's distance are told each, those of a quarter of an hour are flaps. Values below their bounds are moved there.
    public init(
        failureLimit: Int = 2, successLimit: Int = 2, changePenalty: Double = 1000, suppressThreshold: Double = 2500,
        reuseThreshold: Double = 750, halfLife: Double = 900, longestSuppression: Double = 3600,
        restatement: Double = 300
    ) {
        self.failureLimit = max(1, failureLimit)
        self.successLimit = max(1, successLimit)
        self.changePenalty = max(0, changePenalty)
        self.reuseThreshold = max(1, reuseThreshold)
        self.suppressThreshold = max(self.reuseThreshold, suppressThreshold)
        self.halfLife = max(1, halfLife)
        self.longestSuppression = max(self.halfLife, longestSuppression)
        self.restatement = max(0, restatement)
    }

    /// No penalty is higher: from here it decays to the reuse threshold in the longest time (RFC 2439, section 4.2).
    public var ceiling: Double { reuseThreshold * exp2(longestSuppression / halfLife) }

    /// What is left of a penalty after some seconds; none is left once it is below one thousandth of a change.
    func decayed(_ penalty: Double, after seconds: Double) -> Double {
        // A clock that has gone back decays nothing.
        let left = penalty * exp2(-max(0, seconds) / halfLife)
        return left < changePenalty / 1000 ? 0 : left
    }
}
