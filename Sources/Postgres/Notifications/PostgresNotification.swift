/// What a listener hears.
public enum PostgresNotification: Hashable, Sendable {
    /// Someone called NOTIFY on one of the channels and committed.
    case notification(channel: String, payload: String)
    /// Listening began, began again, or events were dropped: read everything again, whatever comes later follows here.
    case gap
}
