/// How long an agent is waited for.
public struct SNMPPatience: Sendable, Hashable {
    /// For the host's address.
    public var lookup: Duration
    /// For the answer to each try.
    public var attempt: Duration
    /// How often a question is sent, from 1 to 10; datagrams get lost.
    public var attempts: Int

    /// Three tries of two seconds.
    public init(lookup: Duration = .seconds(5), attempt: Duration = .seconds(2), attempts: Int = 3) {
        self.lookup = lookup
        self.attempt = attempt
        self.attempts = min(10, max(1, attempts))
    }
}
