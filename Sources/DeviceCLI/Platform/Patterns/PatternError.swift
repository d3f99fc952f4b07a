/// What is wrong with a regular expression.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The expression.
    public let source: String
    /// What the compiler of expressions says about it.
    public let reason: String
    /// Where it says so, counted in characters from 1; nil when it does not say.
    public let position: Int?

    private let isBounded: Bool

    /// An expression that is right, but may need too long for some texts.
    init(_ source: String, _ problem: PatternCost.Problem) {
        self.source = source
        self.position = nil
        self.isBounded = false
        self.reason =
            switch problem {
            case .ambiguousRepeat:
                "a repeat inside a repeat fits the same text in more than one way, or may repeat nothing. "
                    + "Say it so that each text fits in one way: «a+» instead of «(a+)+», «[ab]+» instead of «(a|b|ab)+»"
            case .tooManyWays:
                "too many repeats follow one another that take the same text. "
                    + "Say what stands between them: «[^ ]+ [^ ]+» instead of «.+ .+»"
            case .tooLarge: "it is too large. Make several expressions of it"
            case .unknown:
                "it holds something that cannot be bounded, such as a reference back, a look behind or a class inside a class"
            }
    }

    init(_ source: String, _ error: any Error) {
        self.isBounded = true
        self.source = source
        self.reason = String(describing: error)
        // The error's type is not public, but it shows the place it means.
        let range = Mirror(reflecting: error).descendant("location", "range") as? Range<String.Index>
        self.position = range.map { source.unicodeScalars.distance(from: source.startIndex, to: $0.lowerBound) + 1 }
    }

    /// The reason with its place, as a sentence.
    public var description: String {
        guard self.isBounded else {
            return "«\(self.source)» could keep the program busy with some texts: \(self.reason)."
        }
        let place = self.position.map { " at character \($0)" } ?? ""
        return "«\(self.source)» is no regular expression: \(self.reason)\(place)."
    }
}
