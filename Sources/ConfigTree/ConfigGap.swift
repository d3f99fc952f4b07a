/// A line of an expectation that the configuration does not fulfil.
public struct ConfigGap: Sendable, Equatable, Codable, CustomStringConvertible {
    /// In which way it is not fulfilled.
    public enum Kind: String, Sendable, Codable {
        /// The line is not there.
        case absent
        /// The line is there and must not be.
        case surplus
        /// The line is there, but not after the one it must follow.
        case misplaced
    }

    /// In which way it is not fulfilled.
    public let kind: Kind
    /// The sections the line should or should not stand in, outermost first.
    public let path: [String]
    /// The expected line, or the one that must not be there; redact it before showing.
    public let line: String

    /// One line for a record. It holds the line; redact it before showing.
    public var description: String {
        let what =
            switch kind {
            case .absent: "missing: "
            case .surplus: "must not be there: "
            case .misplaced: "not in its order: "
            }
        return what + (path + [line]).joined(separator: " / ")
    }

    /// The same gap with every secret hidden.
    public func redacted(by secrets: SecretGrammar, into map: inout RedactionMap) -> ConfigGap {
        let lines = (path + [line]).enumerated().map { String(repeating: " ", count: $0) + $1 }
        let texts = secrets.redact(lines, into: &map).enumerated().map { String($1.dropFirst($0)) }
        return ConfigGap(kind: kind, path: texts.dropLast(), line: texts.last ?? SecretGrammar.mark)
    }
}
