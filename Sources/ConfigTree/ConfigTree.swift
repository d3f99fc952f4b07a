/// The configuration of a device as a tree: lines under the lines that opened their context.
///
/// Two trees are equal when they mean the same: comments, volatile lines, lines that state a default, and the order of
/// lines where the device does not care, make no difference.
public struct ConfigTree: Sendable {
    /// A line as a place in the text, and its place in the tree.
    struct Node: Sendable {
        /// Where the text begins; with `inArena` in the tree's own texts, else in the source.
        var start: UInt32
        var length: UInt32
        /// -1 for the root and for a line that was taken away.
        var parent: Int32
        var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        var next: Int32 = -1
        /// The number of the line it was read from; 0 for a line that was applied.
        var line: UInt32
        /// The class of its first words.
        var kind: UInt32
        /// The hash of its text.
        var hash: UInt64

        static let inArena: UInt32 = 1 << 31
    }

    static let root = 0
    /// More would not fit into a node's places; a configuration has some megabytes.
    static let mostBytes = Int(Node.inArena) - 1

    /// The rules by which it was read.
    public let grammar: Grammar
    private(set) var nodes: [Node] = [Node(start: 0, length: 0, parent: -1, line: 0, kind: 0, hash: 0)]
    /// What was parsed; lines are places in it.
    let source: [UInt8]
    /// Texts of lines that are not in the source as they are kept.
    private var arena: [UInt8] = []
    /// True as long as nothing was applied.
    var isSource: Bool

    init(grammar: Grammar, source: [UInt8] = [], isSource: Bool = false) {
        self.grammar = grammar
        self.source = source
        self.isSource = isSource
    }

    /// Reads the output of the command that shows the configuration, with or without its preamble and end mark.
    ///
    /// Takes CRLF, lone CR, tabs and mixed indentation. Throws for NUL bytes and for a value of several lines without end.
    public init(parsing text: String, grammar: Grammar) throws(ConfigTreeError) {
        try self.init(parsing: Array(text.utf8), grammar: grammar)
    }

    /// Reads bytes as a device sent them; they are kept as they are, also where they are no UTF-8.
    public init(parsing bytes: [UInt8], grammar: Grammar) throws(ConfigTreeError) {
        self = try ConfigReader.read(bytes, grammar: grammar, mode: .document)
    }

    /// The text that was parsed, with U+FFFD for bytes that are no UTF-8; after `applying` a rendering in the platform's style.
    public var text: String { isSource ? String(decoding: source, as: UTF8.self) : rendered() }

    /// What was parsed, byte for byte; after `applying` a rendering in the platform's style.
    public var bytes: [UInt8] { isSource ? source : Array(rendered().utf8) }

    /// The number of configuration lines, without comments and volatile lines.
    ///
    /// Of a platform with paths, the number of paths.
    public var lineCount: Int {
        let alive = aliveNodes()
        guard grammar.paths != nil else { return alive.count { $0 } - 1 }
        return nodes.indices.dropFirst().count { alive[$0] && !hasChildren($0) }
    }

    /// For each node, whether it still stands; what stood below a removed line is still in the array.
    func aliveNodes() -> [Bool] {
        var alive = [Bool](repeating: false, count: nodes.count)
        alive[Self.root] = true
        for node in nodes.indices.dropFirst() where nodes[node].parent >= 0 {
            alive[node] = alive[Int(nodes[node].parent)]
        }
        return alive
    }
}

extension ConfigTree {
    /// The lines below a line, in order.
    struct Children: Sequence, IteratorProtocol {
        private let nodes: [Node]
        private let parent: Int32
        private var current: Int32

        init(_ nodes: [Node], _ parent: Int) {
            self.nodes = nodes
            self.parent = Int32(parent)
            current = nodes[parent].firstChild
        }

        mutating func next() -> Int? {
            // A line that was taken away stays in the chain.
            while current >= 0, nodes[Int(current)].parent != parent { current = nodes[Int(current)].next }
            guard current >= 0 else { return nil }
            defer { current = nodes[Int(current)].next }
            return Int(current)
        }
    }

    func children(of node: Int) -> Children { Children(nodes, node) }

    /// True when lines stand below the line.
    func hasChildren(_ node: Int) -> Bool {
        var children = children(of: node)
        return children.next() != nil
    }

    func lastChild(of node: Int) -> Int? {
        var last: Int?
        // The last one of the chain may have been taken away.
        if let end = Int?(Int(nodes[node].lastChild)), end >= 0, nodes[end].parent == Int32(node) { return end }
        for child in children(of: node) { last = child }
        return last
    }

    /// The line that opened the context; -1 for the root and for a line that was taken away.
    @inline(__always)
    func parent(_ node: Int) -> Int { Int(nodes[node].parent) }

    /// The line without blanks around it.
    func text(_ node: Int) -> String { withLine(node) { line, _ in line.string } }

    /// Gives the bytes of a line and its class.
    @inline(__always)
    func withLine<Result>(_ node: Int, _ body: (Span<UInt8>, UInt32) throws -> Result) rethrows -> Result {
        let place = nodes[node]
        let start = Int(place.start & ~Node.inArena)
        let end = start + Int(place.length)
        if place.start & Node.inArena != 0 { return try body(arena.span.extracting(start..<end), place.kind) }
        return try body(source.span.extracting(start..<end), place.kind)
    }

    /// Gives the bytes of a text and its class.
    @inline(__always)
    func withLine<Result>(_ text: String, _ body: (Span<UInt8>, UInt32) throws -> Result) rethrows -> Result {
        var text = text
        text.makeContiguousUTF8()
        let line = text.utf8.span
        return try body(line, grammar.table.kind(of: line))
    }

    /// True when two lines have the same text.
    func isSameText(_ node: Int, _ other: ConfigTree, _ otherNode: Int) -> Bool {
        guard nodes[node].hash == other.nodes[otherNode].hash, nodes[node].length == other.nodes[otherNode].length
        else {
            return false
        }
        return withLine(node) { a, _ in other.withLine(otherNode) { b, _ in a.equals(b) } }
    }

    /// True when the line has this text.
    func isText(_ node: Int, _ text: String) -> Bool {
        Int(nodes[node].length) == text.utf8.count
            && withLine(node) { a, _ in withLine(text) { b, _ in a.equals(b) } }
    }

    /// The lines that opened the contexts around a node, outermost first.
    func path(of node: Int) -> [String] {
        var path: [String] = []
        var current = parent(node)
        while current > Self.root {
            path.append(text(current))
            current = parent(current)
        }
        return path.reversed()
    }

    /// Adds a line that stands in the source below a parent.
    @inline(__always)
    mutating func append(_ place: Range<Int>, kind: UInt32, hash: UInt64, under parent: Int, line: Int) -> Int {
        link(
            Node(
                start: UInt32(place.lowerBound), length: UInt32(place.count), parent: Int32(parent),
                line: UInt32(truncatingIfNeeded: line), kind: kind, hash: hash))
    }

    /// Adds a line below a parent.
    mutating func append(_ text: String, under parent: Int, line: Int = 0) -> Int {
        let place = keep(text)
        return link(
            Node(
                start: place.start, length: place.length, parent: Int32(parent),
                line: UInt32(truncatingIfNeeded: line), kind: place.kind, hash: place.hash))
    }

    /// Gives a line another text.
    mutating func replace(_ node: Int, with text: String) {
        let place = keep(text)
        nodes[node].start = place.start
        nodes[node].length = place.length
        nodes[node].kind = place.kind
        nodes[node].hash = place.hash
    }

    /// Takes a line away with all below it.
    mutating func remove(_ node: Int) { nodes[node].parent = -1 }

    /// Takes away what stands below a line.
    mutating func removeChildren(of node: Int) {
        for child in children(of: node) { nodes[child].parent = -1 }
        nodes[node].firstChild = -1
        nodes[node].lastChild = -1
    }

    /// Puts the children of a line into another order.
    mutating func reorder(_ order: [Int], below parent: Int) {
        nodes[parent].firstChild = order.first.map(Int32.init) ?? -1
        nodes[parent].lastChild = order.last.map(Int32.init) ?? -1
        for (place, node) in order.enumerated() {
            nodes[node].next = place + 1 < order.count ? Int32(order[place + 1]) : -1
        }
    }

    mutating func reserve(lines: Int) { nodes.reserveCapacity(lines + 1) }

    private mutating func keep(_ text: String) -> (start: UInt32, length: UInt32, kind: UInt32, hash: UInt64) {
        let start = arena.count
        arena.append(contentsOf: text.utf8)
        let line = arena.span.extracting(start..<arena.count)
        return (
            UInt32(start) | Node.inArena, UInt32(arena.count - start), grammar.table.kind(of: line), ByteHash.text(line)
        )
    }

    @inline(__always)
    private mutating func link(_ node: Node) -> Int {
        let place = nodes.count
        let parent = Int(node.parent)
        nodes.append(node)
        let last = nodes[parent].lastChild
        if last >= 0 {
            nodes[Int(last)].next = Int32(place)
        } else {
            nodes[parent].firstChild = Int32(place)
        }
        nodes[parent].lastChild = Int32(place)
        return place
    }
}

extension Span<UInt8> {
    /// The bytes as text, with U+FFFD for what is no UTF-8.
    var string: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }

    /// True when both hold the same bytes; eight are compared at a time.
    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return bytes.withUnsafeBytes { left in
            other.bytes.withUnsafeBytes { right in
                var place = 0
                while place + 8 <= left.count {
                    let (a, b) = (
                        left.loadUnaligned(fromByteOffset: place, as: UInt64.self),
                        right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    )
                    if a != b { return false }
                    place += 8
                }
                while place < left.count {
                    if left[place] != right[place] { return false }
                    place += 1
                }
                return true
            }
        }
    }
}

extension String {
    /// Gives the bytes.
    @inline(__always)
    func withSpan<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        var text = self
        text.makeContiguousUTF8()
        return try body(text.utf8.span)
    }
}
