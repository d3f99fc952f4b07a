/// One configuration line that the device accepted.
public struct LineResult: Sendable, Hashable {
    /// The line's number, from 1.
    public let number: Int
    /// The line as it was sent.
    public let line: String
    /// What the device said to it, usually nothing; untrusted text.
    public let output: String
}
