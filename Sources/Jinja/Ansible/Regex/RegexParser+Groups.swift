/// Groups, and everything that opens with a parenthesis and a question mark.
extension RegexParser {
    /// A group; its opening parenthesis has been read. Nil for a comment or switches.
    mutating func group() throws(JinjaError) -> RegexNode? {
        guard self.skip("?") else { return try self.capture(named: nil) }
        guard let code = self.current else { throw self.fail("a ( has no )") }
        self.position += 1
        switch code {
        case 58: return .sequence([try self.body()])
        case 62: return .atomic(try self.body())
        case 61, 33: return .look(try self.body(), isAhead: true, isNegative: code == 33)
        case 60: return try self.lookbehind()
        case 80: return try self.named()
        case 40: return try self.conditional()
        case 35:
            while self.current.map({ $0 != 41 }) ?? false { self.position += 1 }
            guard self.skip(")") else { throw self.fail("a comment has no )") }
            return nil
        default:
            self.position -= 1
            return try self.switches()
        }
    }

    private mutating func body() throws(JinjaError) -> RegexNode {
        self.hasContent = true
        let node = try self.alternatives()
        guard self.skip(")") else { throw self.fail("a ( has no )") }
        return node
    }

    private mutating func capture(named name: String?) throws(JinjaError) -> RegexNode {
        let index = self.groupCount
        guard index <= 200 else { throw JinjaError(.limit, "A pattern has more than 200 groups") }
        self.groupCount += 1
        if let name {
            guard self.names[name] == nil else { throw self.fail("two groups have the same name") }
            self.names[name] = index
        }
        let node = try self.body()
        self.groups[index] = node
        return .group(node, index)
    }

    private mutating func lookbehind() throws(JinjaError) -> RegexNode {
        guard let code = self.current, code == 61 || code == 33 else { throw self.fail("an unknown kind of group") }
        self.position += 1
        let node = try self.body()
        guard node.width(self.groups) != nil else { throw self.fail("a look-behind needs a fixed width") }
        return .look(node, isAhead: false, isNegative: code == 33)
    }

    private mutating func named() throws(JinjaError) -> RegexNode {
        if self.skip("<") { return try self.capture(named: try self.name(until: ">")) }
        guard self.skip("=") else { throw self.fail("an unknown kind of group") }
        let name = try self.name(until: ")")
        guard let index = self.names[name] else { throw self.fail("there is no group of that name") }
        return try self.reference(index)
    }

    private mutating func name(until end: Unicode.Scalar) throws(JinjaError) -> String {
        let name = try self.rawName(until: end)
        guard PythonText.isIdentifier(name) else { throw self.fail("the name of a group is wrong") }
        return name
    }

    private mutating func rawName(until end: Unicode.Scalar) throws(JinjaError) -> String {
        let start = self.position
        while self.current.map({ $0 != end.value }) ?? false { self.position += 1 }
        let name = PythonText.string(self.text[start..<self.position].compactMap { Unicode.Scalar($0) })
        guard self.skip(end), !name.isEmpty else { throw self.fail("the name of a group is missing") }
        return name
    }

    private mutating func conditional() throws(JinjaError) -> RegexNode {
        let name = try self.rawName(until: ")")
        let index: Int
        if PythonText.isIdentifier(name) {
            guard let known = self.names[name] else { throw self.fail("there is no group of that name") }
            index = known
        } else {
            guard name.utf8.allSatisfy(\.isDigit), let number = Int(name), number > 0 else {
                throw self.fail("the name of a group is wrong")
            }
            index = number
            self.pending.append(number)
        }
        self.hasContent = true
        let yes = try self.sequence()
        let no = self.skip("|") ? try self.sequence() : .empty
        guard self.current != 124 else { throw self.fail("a condition has more than two branches") }
        guard self.skip(")") else { throw self.fail("a ( has no )") }
        return .conditional(index, yes, no)
    }

    /// `(?i)` for the whole pattern, at its start only, or `(?i:…)` and `(?-i:…)` for a part.
    private mutating func switches() throws(JinjaError) -> RegexNode? {
        let start = self.position
        let on = try self.flagLetters()
        let isEmpty = self.position == start
        if self.skip(")") {
            guard !isEmpty else { throw self.fail("an unknown kind of group") }
            guard !self.hasContent else { throw self.fail("switches for the whole pattern must stand at its start") }
            self.flags.formUnion(on)
            return nil
        }
        var off: RegexFlags = []
        if self.skip("-") {
            off = try self.flagLetters()
            guard !off.isEmpty, !off.contains(.ascii) else { throw self.fail("an unknown switch") }
        }
        guard self.skip(":"), on.isDisjoint(with: off), !(isEmpty && off.isEmpty) else {
            throw self.fail("an unknown switch")
        }
        let outer = self.flags
        defer { self.flags = outer }
        self.flags = outer.union(on).subtracting(off)
        return .sequence([try self.body()])
    }

    private mutating func flagLetters() throws(JinjaError) -> RegexFlags {
        var flags: RegexFlags = []
        while let code = self.current {
            switch code {
            case 105: flags.insert(.ignoreCase)
            case 109: flags.insert(.multiline)
            case 115: flags.insert(.dotAll)
            case 120: flags.insert(.verbose)
            case 97: flags.insert(.ascii)
            case 117: break
            case 41, 45, 58: return flags
            default: throw self.fail("an unknown switch")
            }
            self.position += 1
        }
        throw self.fail("a ( has no )")
    }
}
