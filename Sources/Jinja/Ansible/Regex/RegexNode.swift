/// A parsed pattern in the syntax of Python's `re`.
indirect enum RegexNode {
    enum Appetite { case greedy, lazy, possessive }

    enum Assertion {
        case textStart, lineStart, textEnd, lineEnd, absoluteEnd
        case boundary(isASCII: Bool)
        case noBoundary(isASCII: Bool)
    }

    case one(RegexSet)
    case sequence([RegexNode])
    case alternatives([RegexNode])
    case group(RegexNode, Int)
    case reference(Int, ignoresCase: Bool)
    case repeated(RegexNode, min: Int, max: Int?, Appetite)
    case assertion(Assertion)
    case look(RegexNode, isAhead: Bool, isNegative: Bool)
    case atomic(RegexNode)
    case conditional(Int, RegexNode, RegexNode)

    static var empty: RegexNode { .sequence([]) }

    /// The number of characters the node matches when that is always the same.
    func width(_ groups: [Int: RegexNode]) -> Int? {
        switch self {
        case .one: return 1
        case .sequence(let nodes):
            var total = 0
            for node in nodes {
                guard let width = node.width(groups) else { return nil }
                total += width
            }
            return total
        case .alternatives(let nodes): return Self.equal(nodes, groups)
        case .group(let node, _), .atomic(let node): return node.width(groups)
        case .reference(let index, _): return groups[index]?.width(groups)
        case .repeated(let node, let min, let max, _):
            guard min == max, let width = node.width(groups) else { return nil }
            let (total, isLarge) = width.multipliedReportingOverflow(by: min)
            return isLarge ? nil : total
        case .assertion, .look: return 0
        case .conditional(_, let yes, let no): return Self.equal([yes, no], groups)
        }
    }

    private static func equal(_ nodes: [RegexNode], _ groups: [Int: RegexNode]) -> Int? {
        var common: Int?
        for node in nodes {
            guard let width = node.width(groups), common == nil || common == width else { return nil }
            common = width
        }
        return common
    }
}

/// The switches of a pattern or of a part of it.
struct RegexFlags: OptionSet {
    let rawValue: Int
    static let ignoreCase = RegexFlags(rawValue: 1)
    static let multiline = RegexFlags(rawValue: 2)
    static let dotAll = RegexFlags(rawValue: 4)
    static let verbose = RegexFlags(rawValue: 8)
    static let ascii = RegexFlags(rawValue: 16)
}
