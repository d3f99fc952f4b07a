/// A line of an expectation that the configuration does not fulfil.
public struct ConfigGap: Sendable, Equatable, Codable, CustomStringConvertible {
    /// In which way it is not fulfilled.
    public enum Kind: String, Sendable, Codable {
        /// The line is not there.
        case absent
        /// The line is there and must not be.
        case surplus
    }

    /// In which way it is not fulfilled.
    public let kind: Kind
    /// The sections the line should or should not stand in, outermost first.
    public let path: [String]
    /// The expected line, or the one that must not be there; redact it before showing.
    public let line: String

    /// One line for a record. It holds the line; redact it before showing.
    public var description: String {
        (kind == .absent ? "missing: " : "must not be there: ") + (path + [line]).joined(separator: " / ")
    }
}
