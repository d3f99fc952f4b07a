/// One event of a stream; untrusted text.
public struct ServerSentEvent: Sendable, Hashable {
    /// Its kind; `message` when the server names none.
    public let name: String
    /// Its data, lines joined by `\n`.
    public let data: String
    /// The last id that the server gave, of this event or an earlier one.
    public let id: String?
}
