public import Foundation

/// Whether a device can be reached and signed in to, judged from the checks in a row, with flaps damped.
///
/// The time is always passed in and is the database's, which all workers share.
public struct Reachability: Sendable, Hashable {
    public let deviceID: Device.ID
    /// What the last checks in a row say: unknown, up or down, never flapping.
    public private(set) var settled: State
    /// Whether its changes are damped.
    public private(set) var isDamped: Bool
    /// Since when `state` is what it is.
    public private(set) var since: Date
    /// Failures since the last success.
    public private(set) var failureCount: Int
    /// Successes since the last failure.
    public private(set) var successCount: Int
    /// The penalty at the time of the last check that counted.
    public private(set) var penalty: Double
    /// When a check counted last; none before the first.
    public private(set) var checkedAt: Date?
    /// How far the last attempt came of which that is known, and when; none before the first.
    public private(set) var lastStages: ConnectionStages?
    public private(set) var stagesAt: Date?
    /// Why the last check failed, as a sentence; empty when it did not.
    public private(set) var lastFailure: String

    /// The states of a device, as pages show them.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// No check has said yet.
        case unknown
        case up
        case down
        /// It goes up and down so often that its changes are told to nobody.
        case flapping
    }

    /// Reachability as stored; the defaults are those of a device that nobody has tried.
    public init(
        deviceID: Device.ID, settled: State = .unknown, isDamped: Bool = false, since: Date, failureCount: Int = 0,
        successCount: Int = 0, penalty: Double = 0, checkedAt: Date? = nil, lastStages: ConnectionStages? = nil,
        stagesAt: Date? = nil, lastFailure: String = ""
    ) {
        self.deviceID = deviceID
        self.settled = settled
        self.isDamped = isDamped
        self.since = since
        self.failureCount = failureCount
        self.successCount = successCount
        self.penalty = penalty
        self.checkedAt = checkedAt
        self.lastStages = lastStages
        self.stagesAt = stagesAt
        self.lastFailure = lastFailure
    }

    /// The state with its flaps damped.
    public var state: State { isDamped ? .flapping : settled }

    /// Notes a check; the answer is what changed, in order. Changes that were damped are for the history only.
    public mutating func note(
        _ check: ReachabilityCheck, at now: Date, _ policy: ReachabilityPolicy
    ) -> [ReachabilityTransition] {
        if let stages = check.stages { (lastStages, stagesAt) = (stages, now) }
        switch check.result {
        case .untold: return []
        case .reached: (failureCount, successCount, lastFailure) = (0, successCount + 1, "")
        case .failed: (failureCount, successCount, lastFailure) = (failureCount + 1, 0, check.sentence)
        }
        if let last = checkedAt { penalty = policy.decayed(penalty, after: now.timeIntervalSince(last)) }
        checkedAt = now
        return settle(at: now, check.sentence, policy) + damp(at: now, policy)
    }

    /// Forgets what is known, because the way to the device is another one now.
    public mutating func forget(_ sentence: String, at now: Date) -> [ReachabilityTransition] {
        let old = state
        self = Reachability(deviceID: deviceID, since: now)
        guard old != .unknown else { return [] }
        return [ReachabilityTransition(at: now, from: old, to: .unknown, sentence: sentence, wasDamped: false)]
    }

    /// Goes up or down when enough checks in a row say so.
    private mutating func settle(at now: Date, _ sentence: String, _ policy: ReachabilityPolicy)
        -> [ReachabilityTransition]
    {
        let next: State
        if failureCount >= policy.failureLimit {
            next = .down
        } else if successCount >= (settled == .unknown ? 1 : policy.successLimit) {
            next = .up
        } else {
            return []
        }
        guard next != settled else { return [] }
        // The first state that becomes known is no change.
        if settled != .unknown { penalty = min(policy.ceiling, penalty + policy.changePenalty) }
        let why = next == .up ? "It answered and took the login." : sentence
        let transition = ReachabilityTransition(
            at: now, from: settled, to: next, sentence: why, wasDamped: isDamped || penalty > policy.suppressThreshold)
        settled = next
        if !isDamped { since = now }
        return [transition]
    }

    /// Begins or ends the damping, by the penalty.
    private mutating func damp(at now: Date, _ policy: ReachabilityPolicy) -> [ReachabilityTransition] {
        let old = state
        if !isDamped, penalty > policy.suppressThreshold {
            isDamped = true
        } else if isDamped, penalty < policy.reuseThreshold {
            isDamped = false
        } else {
            return []
        }
        since = now
        let why =
            isDamped
            ? "It went up and down so often that its changes are not told one by one any more."
            : "It has not changed for long enough."
        return [ReachabilityTransition(at: now, from: old, to: state, sentence: why, wasDamped: false)]
    }
}
