/// The part of the regular expression syntax that platform files use, read only to learn which bytes a match may begin and end with.
///
/// What it does not know it says so (`nil`), and the expression is then run without being asked first.
struct PatternSyntax {
    indirect enum Node {
        case bytes(ByteSet)
        case anchor
        /// Up to `most` times, or as often as it goes.
        case optional(Node, most: Int?)
        /// Once at least, and up to `most` times, or as often as it goes.
        case repeated(Node, least: Int, most: Int?)
        case sequence([Node])
        case choice([Node])

        /// Whether it may match nothing.
        var isNullable: Bool {
            switch self {
            case .bytes: false
            case .anchor, .optional: true
            case .repeated(let node, _, _): node.isNullable
            case .sequence(let nodes): nodes.allSatisfy(\.isNullable)
            case .choice(let nodes): nodes.contains(where: \.isNullable)
            }
        }

        /// Whether it matches blanks only, those beyond ASCII among them.
        var isBlank: Bool {
            switch self {
            case .bytes(let set): set.isSubset(of: ByteSet.blanks.union(.nonASCII))
            case .anchor: false
            case .optional(let node, _), .repeated(let node, _, _): node.isBlank
            case .sequence(let nodes), .choice(let nodes): nodes.allSatisfy(\.isBlank)
            }
        }

        /// The bytes that a match may begin with, or end with when `isReversed`.
        func edge(isReversed: Bool) -> ByteSet {
            switch self {
            case .bytes(let set): return set
            case .anchor: return ByteSet()
            case .optional(let node, _), .repeated(let node, _, _): return node.edge(isReversed: isReversed)
            case .choice(let nodes):
                return nodes.reduce(ByteSet()) { $0.union($1.edge(isReversed: isReversed)) }
            case .sequence(let nodes):
                var set = ByteSet()
                for node in isReversed ? nodes.reversed() : nodes {
                    set = set.union(node.edge(isReversed: isReversed))
                    if !node.isNullable { break }
                }
                return set
            }
        }

        /// The bytes at the beginning, or at the end when `isReversed`, one set for each as far as their places are certain;
        /// `isWhole` when that is all there is.
        func edges(isReversed: Bool) -> (sets: [ByteSet], isWhole: Bool) {
            switch self {
            // A character beyond ASCII is more than one byte.
            case .bytes(let set): return ([set], set.isSubset(of: .ascii))
            case .anchor: return ([], true)
            case .optional: return ([], false)
            case .repeated(let node, _, _): return (node.edges(isReversed: isReversed).sets, false)
            case .choice: return (self.isNullable ? [] : [self.edge(isReversed: isReversed)], false)
            case .sequence(let nodes):
                var sets: [ByteSet] = []
                for (index, node) in (isReversed ? nodes.reversed() : nodes).enumerated() {
                    let (found, isWhole) = node.edges(isReversed: isReversed)
                    sets += found
                    guard !isWhole else { continue }
                    if sets.isEmpty, case .optional = node {
                        // What may be left out leaves the first byte known: its own, or that of what follows.
                        let left = isReversed ? Array(nodes.dropLast(index)) : Array(nodes.dropFirst(index))
                        let rest = Node.sequence(left)
                        if !rest.isNullable { sets = [rest.edge(isReversed: isReversed)] }
                    }
                    return (sets, false)
                }
                return (sets, true)
            }
        }

        /// Sets of which any match holds a byte each.
        var needed: [ByteSet] {
            switch self {
            case .bytes(let set): [set]
            case .anchor, .optional, .choice: []
            case .repeated(let node, _, _): node.needed
            case .sequence(let nodes): nodes.flatMap(\.needed)
            }
        }
    }

    private var rest: Substring.UnicodeScalarView
    private var hasFailed = false
    /// Whether `(?i)` stands before, in this group or one around it.
    private var ignoresCase = false
    /// What lookaheads hold; a match does not contain it.
    private var lookaheads: [Node] = []

    private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

    /// Reads an expression; `nil` when it holds something unknown.
    static func parse(_ source: String) -> Node? { self.parts(of: source)?.whole }

    /// The expression and, apart from it, what its lookaheads hold; `nil` when it holds something unknown.
    static func parts(of source: String) -> (whole: Node, lookaheads: [Node])? {
        var parser = PatternSyntax(rest: Substring(source).unicodeScalars)
        let node = parser.choice()
        return parser.hasFailed || !parser.rest.isEmpty ? nil : (node, parser.lookaheads)
    }

    private mutating func choice() -> Node {
        var branches = [self.sequence()]
        while self.take("|") { branches.append(self.sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() -> Node {
        var nodes: [Node] = []
        while !self.hasFailed, let next = self.rest.first, next != "|", next != ")" {
            let node = self.atom()
            nodes.append(self.quantified(node))
        }
        return .sequence(nodes)
    }

    private mutating func atom() -> Node {
        let scalar = self.rest.removeFirst()
        switch scalar {
        case "^", "$": return .anchor
        case ".": return .bytes(.all)
        case "(": return self.group()
        case "[": return .bytes(self.customClass())
        case "\\": return self.escape()
        case "*", "+", "?", "{": return self.fail()
        default: return .bytes(self.folded(Self.set(of: scalar)))
        }
    }

    private mutating func quantified(_ node: Node) -> Node {
        var result = node
        guard let next = self.rest.first else { return result }
        switch next {
        case "?", "*":
            self.rest.removeFirst()
            result = .optional(node, most: next == "?" ? 1 : nil)
        case "+":
            self.rest.removeFirst()
            result = .repeated(node, least: 1, most: nil)
        case "{":
            guard let end = self.rest.firstIndex(of: "}") else { return self.fail() }
            let bounds = String(self.rest[..<end].dropFirst()).split(separator: ",", omittingEmptySubsequences: false)
            let numbers = bounds.map { Int($0) }
            guard let first = numbers.first, bounds.count <= 2,
                zip(bounds, numbers).allSatisfy({ $0.isEmpty || $1 != nil })
            else { return self.fail() }
            let (least, most) = (first ?? 0, numbers.count == 1 ? first : numbers[1])
            self.rest = self.rest[self.rest.index(after: end)...]
            result = least == 0 ? .optional(node, most: most) : .repeated(node, least: least, most: most)
        default: return result
        }
        // Lazy and possessive quantifiers match the same bytes.
        if let more = self.rest.first, more == "?" || more == "+" { self.rest.removeFirst() }
        return result
    }

    private mutating func group() -> Node {
        let outside = self.ignoresCase
        var isLookahead = false
        if self.take("?") {
            if self.take("=") || self.take("!") {
                isLookahead = true
            } else if self.take("i") {
                self.ignoresCase = true
                // `(?i)` holds until the end of the group that it stands in.
                if self.take(")") { return .sequence([]) }
                guard self.take(":") else { return self.fail() }
            } else if !self.take(":") {
                _ = self.take("P")
                guard self.take("<"), let end = self.rest.firstIndex(of: ">"), let first = self.rest.first,
                    first != "=", first != "!"
                else { return self.fail() }
                self.rest = self.rest[self.rest.index(after: end)...]
            }
        }
        let node = self.choice()
        self.ignoresCase = outside
        guard self.take(")") else { return self.fail() }
        guard isLookahead else { return node }
        self.lookaheads.append(node)
        return .sequence([])
    }

    /// With the other case of each letter where case does not matter; some letters beyond ASCII count as `k` and `s` then.
    private func folded(_ set: ByteSet) -> ByteSet {
        guard self.ignoresCase else { return set }
        var folded = set
        for lower in UInt8(0x61)...0x7A where set.contains(lower) || set.contains(lower - 0x20) {
            folded = folded.union(ByteSet([lower, lower - 0x20])).union(.otherSigns)
        }
        return folded
    }

    private mutating func escape() -> Node {
        guard let scalar = self.rest.popFirst() else { return self.fail() }
        if scalar == "b" || scalar == "B" { return .anchor }
        guard let set = Self.escaped(scalar) else { return self.fail() }
        return .bytes(self.folded(set))
    }

    private mutating func customClass() -> ByteSet {
        var set = ByteSet()
        let isNegated = self.take("^")
        var isFirst = true
        while let scalar = self.rest.popFirst(), isFirst || scalar != "]" {
            isFirst = false
            var lower = Self.set(of: scalar)
            // A class inside a class, or one operation on two: `&&`, `--`, `~~`.
            if scalar == "[" || (self.rest.first == scalar && ["&", "-", "~"].contains(scalar)) {
                _ = self.fail()
                return set
            }
            if scalar == "\\" {
                guard let next = self.rest.popFirst(), let escaped = Self.escaped(next) else {
                    _ = self.fail()
                    return set
                }
                set = set.union(escaped)
                continue
            }
            if self.rest.first == "-", let upper = self.rest.dropFirst().first, upper != "]" {
                self.rest = self.rest.dropFirst(2)
                guard upper != "\\", upper.isASCII, scalar.isASCII, scalar.value <= upper.value else {
                    _ = self.fail()
                    return set
                }
                lower = ByteSet(UInt8(scalar.value)...UInt8(upper.value))
            }
            set = set.union(lower)
        }
        return self.folded(isNegated ? set.inverted : set)
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> ByteSet? {
        switch scalar {
        case "d": .digits.union(.otherSigns)
        case "D": ByteSet.digits.inverted
        case "s": .blanks.union(.otherBlanks)
        case "S": ByteSet.blanks.union(.otherBlanks).inverted
        case "w": .word
        case "W": ByteSet.word.inverted
        case "t": ByteSet([0x09])
        case "n": ByteSet([0x0A])
        case "r": ByteSet([0x0D])
        case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil: nil
        default: Self.set(of: scalar)
        }
    }

    private static func set(of scalar: Unicode.Scalar) -> ByteSet {
        if scalar.isASCII { return ByteSet([UInt8(scalar.value)]) }
        return scalar.properties.isWhitespace ? .otherBlanks : .otherSigns
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard self.rest.first == scalar else { return false }
        self.rest.removeFirst()
        return true
    }

    private mutating func fail() -> Node {
        self.hasFailed = true
        return .anchor
    }
}
