/// How often an expression may have to try one text, found out without running it.
///
/// The engine goes back and tries every way in which a text may fit. It has no limit of its own, and texts come from devices.
struct PatternCost {
    /// Why an expression is refused.
    enum Problem: Sendable {
        /// The same text fits a repeat in more than one way: every further character doubles the tries.
        case ambiguousRepeat
        /// Too many repeats or choices of the same text follow one another.
        case tooManyWays
        /// More than is looked at.
        case tooLarge
        /// Something that is not understood, such as a reference back.
        case unknown
    }

    /// The longest text that is given to the expression, in bytes of UTF-8.
    let longestText: Int

    /// The longest texts by the number of repeats that take the same text: a million tries, some tenths of a second.
    private static let longestTexts = [1 << 16, 1 << 16, 1024, 100]
    private static let mostWays = 1 << 12
    private static let mostPlaces = 1500

    /// Judges an expression; throws why it cannot be bounded.
    init(_ source: String) throws(Failure) {
        guard source.utf8.count <= 4096, let parts = PatternSyntax.parts(of: source) else {
            throw Failure(problem: source.utf8.count <= 4096 ? .unknown : .tooLarge)
        }
        // Without ^ every place of the text is tried as the beginning.
        let starts = source.hasPrefix("^") && parts.whole.isBegun ? 0 : 1
        var loops = starts
        for node in [parts.whole] + parts.lookaheads {
            var paths = PatternPaths()
            _ = paths.add(node)
            guard paths.sets.count <= Self.mostPlaces else { throw Failure(problem: .tooLarge) }
            guard !paths.hasEmptyRepeat, !paths.isAmbiguous else { throw Failure(problem: .ambiguousRepeat) }
            guard node.ways <= Self.mostWays else { throw Failure(problem: .tooManyWays) }
            loops = max(loops, starts + paths.overlappingLoops)
        }
        guard loops < Self.longestTexts.count else { throw Failure(problem: .tooManyWays) }
        self.longestText = Self.longestTexts[loops]
    }

    struct Failure: Error {
        let problem: Problem
    }
}

extension PatternSyntax.Node {
    /// In how many ways one text may be tried, repeats aside: choices that begin alike and parts that may be left out.
    fileprivate var ways: Int {
        switch self {
        case .bytes, .anchor: return 1
        case .optional(let node, let most): return most == 1 ? node.ways : 1
        case .repeated(let node, _, _): return node.ways
        case .choice(let nodes):
            var ways = 0
            for (index, node) in nodes.enumerated() {
                let isAlike = nodes[..<index].contains {
                    $0.edge(isReversed: false).meets(node.edge(isReversed: false))
                }
                // Words that only begin alike are told apart by their next letters, at most one of them goes on.
                ways = max(ways, node.ways * (isAlike && node.isOpen ? 2 : 1))
            }
            return ways
        case .sequence(let nodes):
            var ways = 1
            for (index, node) in nodes.enumerated() {
                var own = node.ways
                if case .optional(let inner, _) = node {
                    let after = PatternSyntax.Node.sequence(Array(nodes[(index + 1)...])).edge(isReversed: false)
                    if inner.edge(isReversed: false).meets(after) { own += 1 }
                }
                ways = min(ways * own, 1 << 30)
            }
            return ways
        }
    }

    /// Whether a match can begin in one place only: `^a|b` can begin anywhere.
    fileprivate var isBegun: Bool {
        if case .choice = self { false } else { true }
    }

    /// Whether it matches texts of several kinds, not only one word.
    private var isOpen: Bool {
        switch self {
        case .bytes, .anchor: false
        case .optional, .repeated, .choice: true
        case .sequence(let nodes): nodes.contains { $0.isOpen }
        }
    }
}
