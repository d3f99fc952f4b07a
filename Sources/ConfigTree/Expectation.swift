/// What a configuration must and must not hold, as a text in the style of the configuration itself.
///
/// A plain line must be there under its parents, `no …` must not. Signs before a line ask for more, at any indentation:
/// `+ line` is a plain line, `- line` no line may begin with these words, `~ regex` a line must match, `-~ regex` none may,
/// `> line` must be there after the `> line` above it, and `* interface Vlan*` begins lines for every section that matches.
public struct Expectation: Sendable {
    /// What is asked for.
    enum Demand: Sendable {
        case plain(String)
        case absent(String)
        case matching(PatternText)
        case notMatching(PatternText)
        case inOrder(String)
        /// Sections by a glob; what stands below it holds for each.
        case every(String)
    }

    /// A regular expression; a `Regex` itself is not `Sendable`.
    struct PatternText: Sendable {
        let source: String
    }

    /// A line of the expectation.
    struct Item: Sendable {
        let demand: Demand
        let number: Int
        let indent: Int
        var children: [Int] = []
    }

    let items: [Item]
    /// The items at the top.
    let roots: [Int]
    /// The plain lines that stand below no `*`, with their indentation, in the style of the platform.
    let plainText: String

    /// Reads an expectation; throws `badExpectation` with the line's number for a sign without text, a regular expression that
    /// cannot be read, and lines below one that can have none.
    public init(parsing text: String) throws(ConfigTreeError) {
        var items: [Item] = []
        var roots: [Int] = []
        var open: [Int] = []
        var plain = ""
        for (index, raw) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let bytes = raw.last == 13 ? raw.dropLast() : raw
            let indent = bytes.prefix(while: SecretLine.isBlank).count
            let line = String(decoding: bytes.trimmed, as: UTF8.self)
            guard !line.isEmpty else { continue }
            let demand = try Self.demand(line, number: index + 1)
            while let last = open.last, items[last].indent >= indent { open.removeLast() }
            if let parent = open.last {
                switch items[parent].demand {
                case .plain, .every: items[parent].children.append(items.count)
                default: throw ConfigTreeError(.badExpectation, line: index + 1, text: line)
                }
            } else {
                roots.append(items.count)
            }
            if case .plain(let text) = demand, !open.contains(where: { items[$0].isEvery }) {
                plain += String(repeating: " ", count: indent) + text + "\n"
            }
            open.append(items.count)
            items.append(Item(demand: demand, number: index + 1, indent: indent))
        }
        self.items = items
        self.roots = roots
        plainText = plain
    }

    private static func demand(_ line: String, number: Int) throws(ConfigTreeError) -> Demand {
        for (sign, make) in signs where line == sign || line.hasPrefix(sign + " ") {
            let text = String(decoding: line.utf8.dropFirst(sign.utf8.count).trimmed, as: UTF8.self)
            guard !text.isEmpty else { throw ConfigTreeError(.badExpectation, line: number, text: line) }
            let demand = make(text)
            switch demand {
            case .matching(let pattern), .notMatching(let pattern):
                // try?: why a pattern is unreadable is worth less than where it stands.
                guard (try? Regex(pattern.source)) != nil else {
                    throw ConfigTreeError(.badExpectation, line: number, text: line)
                }
            default: break
            }
            return demand
        }
        return .plain(line)
    }

    private static let signs: [(String, @Sendable (String) -> Demand)] = [
        ("+", { .plain($0) }), ("-~", { .notMatching(PatternText(source: $0)) }), ("-", { .absent($0) }),
        ("~", { .matching(PatternText(source: $0)) }), (">", { .inOrder($0) }), ("*", { .every($0) }),
    ]
}

extension Expectation.Item {
    /// Whether it stands for many sections.
    var isEvery: Bool {
        if case .every = demand { return true }
        return false
    }
}
