/// Whether and how a stream of events is taken up again when it ends.
public struct EventReconnection: Sendable, Hashable {
    /// How often in a row without a single event in between; 0 never.
    public var attempts: Int
    /// How long to wait before it, unless the server says otherwise.
    public var delay: Duration

    /// A rule; the usual delay is that of browsers.
    public init(attempts: Int, delay: Duration = .seconds(3)) {
        self.attempts = attempts
        self.delay = delay
    }

    /// The stream ends when the server ends it, and a lost connection is an error.
    public static let never = EventReconnection(attempts: 0)
}
