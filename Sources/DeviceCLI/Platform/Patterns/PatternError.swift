/// What is wrong with a regular expression.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The expression.
    public let source: String
    /// What the compiler of expressions says about it.
    public let reason: String
    /// Where it says so, counted in characters from 1; nil when it does not say.
    public let position: Int?

    init(_ source: String, _ error: any Error) {
        self.source = source
        self.reason = String(describing: error)
        // The error's type is not public, but it shows the place it means.
        let range = Mirror(reflecting: error).descendant("location", "range") as? Range<String.Index>
        self.position = range.map { source.unicodeScalars.distance(from: source.startIndex, to: $0.lowerBound) + 1 }
    }

    /// The reason with its place, as a sentence.
    public var description: String {
        let place = self.position.map { " at character \($0)" } ?? ""
        return "«\(self.source)» is no regular expression: \(self.reason)\(place)."
    }
}
