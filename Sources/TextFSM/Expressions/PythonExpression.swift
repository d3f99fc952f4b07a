/// A regular expression in the syntax of Python's `re` module, translated into PCRE2's.
///
/// Templates are written for Python. Where both read an expression alike it stays as it is; where they do not, it is rewritten; what
/// Python refuses is refused, and so is what PCRE2 has no equal for. Rules: https://docs.python.org/3.11/library/re.html
/// and the manual page pcre2pattern(3).
struct PythonExpression {
    /// The expression for PCRE2, its named groups as plain ones.
    var translated = ""
    /// The named groups with their numbers, in the order in which they open.
    private(set) var names: [(name: String, number: Int)] = []
    private(set) var groupCount = 0
    /// Flags for the whole expression, such as `(?i)` at its beginning.
    private(set) var flags: Set<Character> = []
    /// Whether a part of it ignores case.
    private(set) var ignoresCase = false

    let source: [Unicode.Scalar]
    var index = 0
    private var open: [Group] = []
    var last = Item.nothing
    private var isVerbose = false
    private var isAtBeginning = true

    private struct Group {
        /// The number of a capturing group.
        var number: Int?
        let wasVerbose: Bool
        /// A conditional group takes one bar.
        var barsLeft = Int.max
    }

    /// What a repeat would repeat.
    enum Item { case nothing, anchor, atom, repeated }

    /// Translates `source`; throws what is wrong with it.
    init(_ source: String) throws(ExpressionProblem) {
        self.source = Array(source.unicodeScalars)
        while let scalar = self.take() { try self.translate(scalar) }
        guard self.open.isEmpty else { throw ExpressionProblem("has a group without its closing parenthesis") }
    }

    private mutating func translate(_ scalar: Unicode.Scalar) throws(ExpressionProblem) {
        if self.isVerbose, self.skipsVerbose(scalar) { return }
        switch scalar {
        case "(": return try self.beginGroup()
        case ")": try self.endGroup()
        case "|": try self.bar()
        case "^", "$":
            self.translated.unicodeScalars.append(scalar)
            self.last = .anchor
        case ".": self.add(".")
        case "[": self.add(try self.characterClass())
        case "\\": try self.escape()
        case "*", "+", "?": try self.repeated(String(scalar))
        case "{": try self.brace()
        default: self.add(Self.literal(scalar))
        }
        self.isAtBeginning = false
    }

    /// Blanks and comments that a verbose expression does not mean.
    private mutating func skipsVerbose(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "#" {
            while let next = self.take(), next != "\n" {}
            return true
        }
        return [" ", "\t", "\n", "\r", "\u{0B}", "\u{0C}"].contains(scalar)
    }

    mutating func add(_ text: String) {
        self.translated += text
        self.last = .atom
    }

    private mutating func bar() throws(ExpressionProblem) {
        if let group = self.open.indices.last {
            guard self.open[group].barsLeft > 0 else {
                throw ExpressionProblem("has a conditional group with more than two branches")
            }
            self.open[group].barsLeft -= 1
        }
        self.translated += "|"
        self.last = .nothing
    }

    // MARK: Repeats

    private mutating func repeated(_ quantifier: String) throws(ExpressionProblem) {
        switch self.last {
        case .nothing, .anchor: throw ExpressionProblem("repeats nothing with «\(quantifier)»")
        case .repeated: throw ExpressionProblem("repeats a repeat with «\(quantifier)»")
        case .atom: break
        }
        self.translated += quantifier
        if let suffix = self.peek(), suffix == "?" || suffix == "+" {
            self.index += 1
            self.translated.unicodeScalars.append(suffix)
        }
        self.last = .repeated
    }

    /// `{2,3}`, `{,3}`, or the character itself where no repeat follows.
    private mutating func brace() throws(ExpressionProblem) {
        let start = self.index
        let low = self.digits()
        var high: String? = low
        if self.peek() == "," {
            self.index += 1
            high = self.digits()
        } else if low.isEmpty {
            high = nil
        }
        guard let high, self.peek() == "}" else {
            self.index = start
            return self.add("\\{")
        }
        self.index += 1
        let (least, most) = (Int(low.isEmpty ? "0" : low), high.isEmpty ? Int.max : Int(high))
        guard let least, let most, least <= Self.mostRepeats, most == Int.max || most <= Self.mostRepeats else {
            throw ExpressionProblem("repeats more than \(Self.mostRepeats) times")
        }
        guard least <= most else { throw ExpressionProblem("repeats at least \(least) and at most \(most) times") }
        try self.repeated(most == Int.max ? "{\(least),}" : "{\(least),\(most)}")
    }

    /// PCRE2 counts no further.
    private static let mostRepeats = 65_535

    // MARK: Groups

    private mutating func beginGroup() throws(ExpressionProblem) {
        guard self.peek() == "?" else {
            self.isAtBeginning = false
            return try self.push("(", capturing: true)
        }
        self.index += 1
        guard let kind = self.take() else { throw ExpressionProblem("ends inside a group") }
        switch kind {
        case ":", "=", "!", ">": try self.push("(?\(kind)")
        case "#":
            while let next = self.take() { if next == ")" { return } }
            throw ExpressionProblem("has a comment without its closing parenthesis")
        case "<":
            guard let next = self.take(), next == "=" || next == "!" else {
                throw ExpressionProblem("has a group of unknown kind, «(?<»")
            }
            try self.push("(?<\(next)")
        case "P": try self.namedGroup()
        case "(": try self.conditionalGroup()
        default:
            self.index -= 1
            if try self.setFlags() { return }
        }
        self.isAtBeginning = false
    }

    private mutating func push(
        _ text: String, capturing: Bool = false, verbose: Bool? = nil, bars: Int = .max
    ) throws(ExpressionProblem) {
        guard self.open.count < Self.deepest else { throw ExpressionProblem("nests groups too deeply") }
        var group = Group(number: nil, wasVerbose: self.isVerbose, barsLeft: bars)
        if capturing {
            self.groupCount += 1
            group.number = self.groupCount
        }
        self.open.append(group)
        self.isVerbose = verbose ?? self.isVerbose
        self.translated += text
        self.last = .nothing
    }

    private static let deepest = 200

    private mutating func endGroup() throws(ExpressionProblem) {
        guard let group = self.open.popLast() else {
            throw ExpressionProblem("has a closing parenthesis without its opening one")
        }
        self.isVerbose = group.wasVerbose
        self.add(")")
    }

    private mutating func namedGroup() throws(ExpressionProblem) {
        switch self.take() {
        case "<":
            let name = try self.name(until: ">")
            guard !self.names.contains(where: { $0.name == name }) else {
                throw ExpressionProblem("has two groups with the name «\(name)»")
            }
            try self.push("(", capturing: true)
            self.names.append((name, self.groupCount))
        case "=":
            let name = try self.name(until: ")")
            guard let number = self.names.first(where: { $0.name == name })?.number else {
                throw ExpressionProblem("refers to the group «\(name)», which is not there")
            }
            try self.reference(to: number)
        default: throw ExpressionProblem("has a group of unknown kind, «(?P»")
        }
    }

    private mutating func conditionalGroup() throws(ExpressionProblem) {
        let word = try self.text(until: ")")
        let number = Int(word) ?? self.names.first { $0.name == word }?.number
        guard let number, number > 0, number <= self.groupCount else {
            throw ExpressionProblem("depends on the group «\(word)», which is not there")
        }
        try self.push("(?(\(number))", bars: 1)
    }

    /// `(?i)` for the whole expression, then true, or `(?i:` for a group.
    private mutating func setFlags() throws(ExpressionProblem) -> Bool {
        var (on, off): (Set<Character>, Set<Character>) = ([], [])
        var isOff = false
        while let scalar = self.take() {
            switch scalar {
            case "i", "m", "s", "x", "a", "u":
                if isOff { off.insert(Character(scalar)) } else { on.insert(Character(scalar)) }
            case "-" where !isOff: isOff = true
            case ")" where !isOff && !on.isEmpty:
                guard self.isAtBeginning, self.open.isEmpty else {
                    throw ExpressionProblem("has flags for the whole of it that do not stand at its beginning")
                }
                self.flags.formUnion(on)
                self.ignoresCase = self.ignoresCase || on.contains("i")
                self.isVerbose = self.isVerbose || on.contains("x")
                return true
            case ":" where !isOff || !off.isEmpty:
                guard !on.contains("a"), off.isDisjoint(with: ["a", "u"]), on.isDisjoint(with: off) else {
                    throw ExpressionProblem("sets flags for a group that cannot be set there")
                }
                self.ignoresCase = self.ignoresCase || on.contains("i")
                let letters = { (set: Set<Character>) in String(set.filter { "ims".contains($0) }.sorted()) }
                let minus = letters(off).isEmpty ? "" : "-\(letters(off))"
                let verbose = on.contains("x") ? true : off.contains("x") ? false : self.isVerbose
                try self.push("(?\(letters(on))\(minus):", verbose: verbose)
                return false
            default: throw ExpressionProblem("has a group of unknown kind, «(?\(scalar)»")
            }
        }
        throw ExpressionProblem("ends inside a group")
    }

    mutating func reference(to number: Int) throws(ExpressionProblem) {
        guard number <= self.groupCount else {
            throw ExpressionProblem("refers to the group \(number), which is not there")
        }
        guard !self.open.contains(where: { $0.number == number }) else {
            throw ExpressionProblem("refers to the group \(number) inside of it")
        }
        self.add("\\g{\(number)}")
    }

    private mutating func name(until end: Unicode.Scalar) throws(ExpressionProblem) -> String {
        let name = try self.text(until: end)
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart,
            name.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
        else { throw ExpressionProblem("has a group whose name, «\(name)», is none") }
        return name
    }

    private mutating func text(until end: Unicode.Scalar) throws(ExpressionProblem) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = self.take() {
            if scalar == end { return String(text) }
            text.append(scalar)
        }
        throw ExpressionProblem("ends inside the name of a group")
    }

    // MARK: Reading

    func peek() -> Unicode.Scalar? { self.index < self.source.count ? self.source[self.index] : nil }

    mutating func take() -> Unicode.Scalar? {
        guard let scalar = self.peek() else { return nil }
        self.index += 1
        return scalar
    }

    private mutating func digits() -> String {
        let digits = self.source[self.index...].prefix { ("0"..."9").contains($0) }
        self.index += digits.count
        return digits.map { String($0) }.joined()
    }
}
