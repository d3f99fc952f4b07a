/// Reads a pattern in the syntax of Python's `re`.
struct RegexParser {
    let text: [UInt32]
    var position = 0
    var flags: RegexFlags
    var names: [String: Int] = [:]
    /// The groups that are closed, by number; an open one cannot be referred to.
    var groups: [Int: RegexNode] = [:]
    var groupCount = 1
    /// Groups that a condition names before they are known.
    var pending: [Int] = []
    /// Whether anything but switches and comments has been read.
    var hasContent = false
    private var depth = 0

    init(_ pattern: String, _ flags: RegexFlags) throws(JinjaError) {
        self.text = pattern.unicodeScalars.map(\.value)
        self.flags = flags
        guard self.text.count <= 100_000 else { throw JinjaError(.limit, "A pattern is longer than 100000 characters") }
    }

    mutating func pattern() throws(JinjaError) -> RegexNode {
        let node = try self.alternatives()
        guard self.position == self.text.count else { throw self.fail("a ) has no (") }
        if let missing = self.pending.first(where: { $0 >= self.groupCount }) {
            throw self.fail("there is no group \(missing)")
        }
        return node
    }

    func fail(_ what: String) -> JinjaError {
        JinjaError(.value, "This is not a valid pattern: \(what), at character \(self.position)")
    }

    var current: UInt32? { self.position < self.text.count ? self.text[self.position] : nil }

    func character(_ offset: Int) -> UInt32? {
        self.position + offset < self.text.count ? self.text[self.position + offset] : nil
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard self.current == character.value else { return false }
        self.position += 1
        return true
    }

    mutating func alternatives() throws(JinjaError) -> RegexNode {
        self.depth += 1
        defer { self.depth -= 1 }
        guard self.depth <= 60 else { throw JinjaError(.limit, "The groups of a pattern nest more than 60 deep") }
        var choices = [try self.sequence()]
        while self.skip("|") {
            self.hasContent = true
            choices.append(try self.sequence())
        }
        return choices.count == 1 ? choices[0] : .alternatives(choices)
    }

    mutating func sequence() throws(JinjaError) -> RegexNode {
        var nodes: [RegexNode] = []
        while let code = self.current, code != 124, code != 41 {
            if self.flags.contains(.verbose), self.skipsVerbose(code) { continue }
            if code == 42 || code == 43 || code == 63 || (code == 123 && self.hasBounds()) {
                try self.quantify(&nodes)
            } else if let node = try self.atom() {
                nodes.append(node)
                self.hasContent = true
            }
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func skipsVerbose(_ code: UInt32) -> Bool {
        if code == 32 || (code >= 9 && code <= 13) {
            self.position += 1
            return true
        }
        guard code == 35 else { return false }
        while let next = self.current {
            self.position += 1
            if next == 10 { break }
        }
        return true
    }

    /// Whether a brace opens bounds; any other brace is a plain character.
    private func hasBounds() -> Bool {
        var copy = self
        return copy.bounds() != nil
    }

    private mutating func bounds() -> (min: Int, max: Int?)? {
        guard self.skip("{"), self.current != 125 else { return nil }
        let low = self.digits()
        var high = low
        if self.skip(",") { high = self.digits() } else if low == nil { return nil }
        guard self.skip("}") else { return nil }
        return (low ?? 0, high)
    }

    private mutating func digits() -> Int? {
        var value: Int?
        while let code = self.current, code >= 48, code <= 57 {
            value = min((value ?? 0) * 10 + Int(code - 48), 1 << 40)
            self.position += 1
        }
        return value
    }

    private mutating func quantify(_ nodes: inout [RegexNode]) throws(JinjaError) {
        var range: (min: Int, max: Int?) = (0, nil)
        switch self.current {
        case 42: self.position += 1
        case 43:
            self.position += 1
            range.min = 1
        case 63:
            self.position += 1
            range.max = 1
        default:
            guard let bounds = self.bounds() else { return }
            range = bounds
        }
        guard range.min < 1 << 32, range.max ?? 0 < 1 << 32 else { throw self.fail("a repetition is too large") }
        if let max = range.max, max < range.min { throw self.fail("a repetition ends below its start") }
        guard let last = nodes.last else { throw self.fail("nothing stands before a repetition") }
        switch last {
        case .assertion: throw self.fail("nothing stands before a repetition")
        case .repeated: throw self.fail("a repetition follows a repetition")
        default: break
        }
        var appetite = RegexNode.Appetite.greedy
        if self.skip("?") { appetite = .lazy } else if self.skip("+") { appetite = .possessive }
        nodes[nodes.count - 1] = .repeated(last, min: range.min, max: range.max, appetite)
    }

    /// One character, class, group or assertion; nil for a comment or a switch.
    private mutating func atom() throws(JinjaError) -> RegexNode? {
        guard let code = self.current else { return nil }
        self.position += 1
        switch code {
        case 46:
            return .one(self.flags.contains(.dotAll) ? RegexSet([.any]) : RegexSet([.scalar(10)], isNegated: true))
        case 94: return .assertion(self.flags.contains(.multiline) ? .lineStart : .textStart)
        case 36: return .assertion(self.flags.contains(.multiline) ? .lineEnd : .textEnd)
        case 91: return try self.set()
        case 40: return try self.group()
        case 92: return try self.escape()
        default: return self.literal(code)
        }
    }

    func literal(_ code: UInt32) -> RegexNode {
        .one(.scalar(code, ignoresCase: self.flags.contains(.ignoreCase)))
    }
}
