public import Foundation

/// Keeps NetStacks from trying, again and again, to reach a device that does not answer.
///
/// Closed lets everybody through; open nobody, until a pause is over; then exactly one probe finds out. The time is
/// always passed in and is the database's, which all workers share; a clock that goes back never shuts a breaker for good.
public struct Breaker: Sendable, Hashable, Identifiable {
    /// The id of a breaker.
    public typealias ID = Identifier<Breaker>

    public let id: ID
    public let key: BreakerKey
    public private(set) var state: State
    /// Failures to connect since the device was last reached.
    public private(set) var failureCount: Int
    /// When the latest of them happened: as many as decide, oldest first.
    public private(set) var recentFailures: [Date]
    /// Why the last attempt failed, as a sentence.
    public private(set) var lastFailure: String

    /// Where a breaker stands.
    public enum State: Sendable, Hashable {
        /// Everybody may connect.
        case closed
        /// Nobody may connect before the next probe is due.
        case open(Opening)
        /// One probe is finding out; nobody else may connect.
        case halfOpen(Opening, Probe)

        /// The word under which it is stored: closed, open or half_open.
        public var name: String {
            switch self {
            case .closed: "closed"
            case .open: "open"
            case .halfOpen: "half_open"
            }
        }
    }

    /// Since when, and how long, nobody may connect.
    public struct Opening: Sendable, Hashable {
        /// When it opened; a failed probe does not change it.
        public let since: Date
        /// How often it has opened in a row: once, and once more with every failed probe.
        public let count: Int
        public let nextProbeAt: Date

        /// An opening.
        public init(since: Date, count: Int, nextProbeAt: Date) {
            self.since = since
            self.count = count
            self.nextProbeAt = nextProbeAt
        }
    }

    /// The one attempt that may find out whether the device answers again.
    public struct Probe: Sendable, Hashable, Identifiable {
        /// The id of a probe.
        public typealias ID = Identifier<Probe>

        public let id: ID
        /// After this it is taken for dead.
        public let deadline: Date

        /// A probe.
        public init(id: ID, deadline: Date) {
            self.id = id
            self.deadline = deadline
        }
    }

    /// What somebody who wants to connect is told.
    public enum Answer: Sendable, Hashable {
        /// Connect.
        case pass
        /// Connect, but only who becomes the probe.
        case passAsProbe
        /// Do not connect.
        case refuse
    }

    /// A breaker as stored; the defaults are one in front of a device that has always answered.
    public init(
        id: ID = ID(), key: BreakerKey, state: State = .closed, failureCount: Int = 0, recentFailures: [Date] = [],
        lastFailure: String = ""
    ) {
        self.id = id
        self.key = key
        self.state = state
        self.failureCount = failureCount
        self.recentFailures = recentFailures
        self.lastFailure = lastFailure
    }

    /// The opening, unless it is closed.
    public var opening: Opening? {
        switch state {
        case .closed: nil
        case .open(let opening), .halfOpen(let opening, _): opening
        }
    }

    /// The probe that is under way, dead or alive.
    public var probe: Probe? {
        if case .halfOpen(_, let probe) = state { probe } else { nil }
    }

    /// Whether somebody may connect now.
    public func answer(at now: Date, _ policy: BreakerPolicy) -> Answer {
        switch state {
        case .closed: .pass
        // Further away than any pause: the clock has gone back since, and nobody knows for how long.
        case .open(let opening):
            Self.isOver(opening.nextProbeAt, at: now, longest: policy.longestPause) ? .passAsProbe : .refuse
        case .halfOpen(_, let probe):
            Self.isOver(probe.deadline, at: now, longest: policy.probeTime) ? .passAsProbe : .refuse
        }
    }

    /// Notes that a probe begins; `false`, and nothing changes, unless one may.
    @discardableResult
    public mutating func beginProbe(_ id: Probe.ID, at now: Date, _ policy: BreakerPolicy) -> Bool {
        guard answer(at: now, policy) == .passAsProbe, let opening else { return false }
        state = .halfOpen(opening, Probe(id: id, deadline: now.addingTimeInterval(policy.probeTime)))
        return true
    }

    /// Notes that an attempt did not reach the device; `false`, and nothing changes, when it does not count any more.
    ///
    /// While the breaker is open only its probe counts: attempts that began before say nothing new.
    @discardableResult
    public mutating func recordFailure(
        _ sentence: String, probe id: Probe.ID?, at now: Date, _ policy: BreakerPolicy, jitter: Double
    ) -> Bool {
        switch state {
        case .closed:
            recentFailures.append(now)
            keepRecent(at: now, policy)
            if recentFailures.count >= policy.failureLimit { open(count: 1, since: now, at: now, policy, jitter) }
        case .halfOpen(let opening, let probe) where probe.id == id:
            recentFailures.append(now)
            keepRecent(at: now, policy)
            open(count: opening.count + 1, since: opening.since, at: now, policy, jitter)
        case .open, .halfOpen: return false
        }
        failureCount += 1
        lastFailure = sentence
        return true
    }

    /// Notes that the device was reached, by whomever.
    public mutating func recordSuccess() {
        state = .closed
        failureCount = 0
        recentFailures = []
        lastFailure = ""
    }

    /// Notes that a probe ended without finding out, so that another may go at once; `false` when it is not the one.
    @discardableResult
    public mutating func abandonProbe(_ id: Probe.ID, at now: Date) -> Bool {
        guard case .halfOpen(let opening, let probe) = state, probe.id == id else { return false }
        state = .open(Opening(since: opening.since, count: opening.count, nextProbeAt: now))
        return true
    }

    private mutating func open(count: Int, since: Date, at now: Date, _ policy: BreakerPolicy, _ jitter: Double) {
        let pause = policy.pause(afterOpening: count, jitter: jitter)
        state = .open(Opening(since: since, count: count, nextProbeAt: now.addingTimeInterval(pause)))
    }

    private mutating func keepRecent(at now: Date, _ policy: BreakerPolicy) {
        recentFailures = RecentTimes.kept(recentFailures, at: now, window: policy.window, limit: policy.failureLimit)
    }

    private static func isOver(_ time: Date, at now: Date, longest: Double) -> Bool {
        RecentTimes.isOver(time, at: now, longest: longest)
    }
}
