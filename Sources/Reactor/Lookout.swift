/// Decides whether a loop with nothing to do looks at its sockets some more before it sleeps.
///
/// To fall asleep and be woken costs tens of microseconds, above all on a virtual machine. While what the loop waits for
/// keeps coming sooner than that, looking on is the quicker and the cheaper way to wait: at worst it costs about twice what the
/// best choice would have. A loop that has been quiet for longer sleeps at once.
struct Lookout {
    typealias Instant = ContinuousClock.Instant

    /// About what falling asleep and being woken costs.
    static let limit = Duration.microseconds(60)
    /// How many of the last waits must have been short, the long ones taken off.
    private static let enough = 4
    private static let most = 8

    private var confidence = 0
    /// Since when there has been nothing to do.
    private var since: Instant?

    /// Whether to look on instead of falling asleep; asked each time there is nothing to do.
    mutating func looksOn(_ now: Instant) -> Bool {
        guard let since else {
            since = now
            return confidence >= Self.enough
        }
        return confidence >= Self.enough && now - since < Self.limit
    }

    /// Hears that there is something to do again.
    mutating func sawWork(_ now: Instant) {
        guard let since else { return }
        self.since = nil
        confidence = now - since < Self.limit ? min(confidence + 1, Self.most) : max(confidence - 1, 0)
    }
}
