/// JSON that is already encoded; goes into and comes out of json and jsonb columns unparsed.
public struct JSONText: Hashable, Sendable {
    /// The JSON; jsonb gives it back with its own spacing and order of keys.
    public let text: String

    /// Takes text that is JSON; the server refuses it otherwise.
    public init(_ text: String) {
        self.text = text
    }
}
