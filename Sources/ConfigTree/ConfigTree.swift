/// The configuration of a device as a tree: lines under the lines that opened their context.
///
/// Two trees are equal when they mean the same: comments, volatile lines, lines that state a default, and the order of
/// lines where the device does not care, make no difference.
public struct ConfigTree: Sendable {
    /// A line and its place; the root is node 0 and has no text.
    struct Node: Sendable {
        var text: String
        var parent: Int
        var children: [Int] = []
        /// The number of the line it was read from; 0 for a line that was applied.
        var line = 0
    }

    static let root = 0

    /// The rules by which it was read.
    public let grammar: Grammar
    var nodes: [Node] = [Node(text: "", parent: -1)]
    /// What was parsed, as long as nothing was applied.
    var source: String?

    init(grammar: Grammar) { self.grammar = grammar }

    /// Reads the output of `show running-config`, with or without its preamble and end mark.
    ///
    /// Takes CRLF, lone CR, tabs and mixed indentation. Throws for NUL bytes and for a value of several lines without end.
    public init(parsing text: String, grammar: Grammar) throws(ConfigTreeError) {
        var parser = ConfigParser(grammar: grammar, mode: .document)
        self = try parser.parse(text)
        source = text
    }

    /// The text that was parsed, byte for byte; after `applying` a rendering in the platform's style.
    public var text: String { source ?? rendered() }

    /// The number of configuration lines, without comments and volatile lines.
    public var lineCount: Int {
        // What stood below a removed section is still in the array, below a node without parent.
        var alive = [Bool](repeating: false, count: nodes.count)
        alive[Self.root] = true
        for node in nodes.indices.dropFirst() where nodes[node].parent >= 0 { alive[node] = alive[nodes[node].parent] }
        return alive.count { $0 } - 1
    }

    /// The text of the line that opened the context; nil at the top.
    func header(_ node: Int) -> String? { node == Self.root ? nil : nodes[node].text }

    /// The lines that opened the contexts around a node, outermost first.
    func path(of node: Int) -> [String] {
        var path: [String] = []
        var current = nodes[node].parent
        while current > Self.root {
            path.append(nodes[current].text)
            current = nodes[current].parent
        }
        return path.reversed()
    }

    /// Adds a line below a parent.
    mutating func append(_ text: String, under parent: Int, line: Int = 0) -> Int {
        nodes.append(Node(text: text, parent: parent, line: line))
        nodes[parent].children.append(nodes.count - 1)
        return nodes.count - 1
    }

    /// For each node, whether it and what it holds make no difference to the device.
    func ignorable() -> [Bool] {
        var mask = [Bool](repeating: false, count: nodes.count)
        // A child always comes after its parent, so one pass backwards needs no recursion.
        for node in nodes.indices.dropFirst().reversed() where nodes[node].parent >= 0 {
            let text = nodes[node].text
            if nodes[node].children.isEmpty, statesDefault(text, under: nodes[node].parent) {
                mask[node] = true
            } else if nodes[node].children.allSatisfy({ mask[$0] }) {
                mask[node] = grammar.section(text, under: header(nodes[node].parent))?.dropsEmpty ?? false
            }
        }
        return mask
    }

    /// This tree with the sections of another one that mean nothing while they are empty, so that their lines find a parent.
    func completed(from other: ConfigTree) -> ConfigTree {
        var result = self
        var pairs = [(Self.root, Self.root)]
        while let (mine, theirs) = pairs.popLast() {
            var known: [String: Int] = [:]
            for child in result.nodes[mine].children { known[result.nodes[child].text] = child }
            for child in other.nodes[theirs].children {
                let text = other.nodes[child].text
                guard let rule = grammar.section(text, under: other.header(theirs)) else { continue }
                if let twin = known[text] {
                    pairs.append((twin, child))
                } else if rule.dropsEmpty {
                    pairs.append((result.append(text, under: mine), child))
                }
            }
        }
        return result
    }
}
