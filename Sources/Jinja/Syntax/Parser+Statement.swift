/// Text, expressions and the choice of statements.
extension Parser {
    /// Statements up to one of the end tags, whose name is left as the current token.
    mutating func statements(until ends: [String]) throws(JinjaError) -> [Statement] {
        var result: [Statement] = []
        var pieces: [Statement.Piece] = []
        var start = self.current.offset
        func flush() {
            guard !pieces.isEmpty else { return }
            result.append(Statement(.output(pieces), at: start))
            pieces = []
        }
        while !self.isAt(.end) {
            let token = self.current
            if pieces.isEmpty { start = token.offset }
            switch token.kind {
            case .data:
                pieces.append(.text(self.advance().text, at: token.offset))
            case .variableBegin:
                self.advance()
                pieces.append(.expression(try self.tuple()))
                try self.expect(.variableEnd)
            default:
                flush()
                try self.expect(.blockBegin)
                if self.current.kind == .name, ends.contains(self.current.text) { return result }
                result.append(try self.nest { parser throws(JinjaError) in try parser.statement() })
                try self.expect(.blockEnd)
            }
        }
        flush()
        guard ends.isEmpty else { throw self.unclosed() }
        return result
    }

    /// The body of a statement, from the end of its tag to one of the end tags.
    mutating func body(of tag: String, until ends: [String]) throws(JinjaError) -> [Statement] {
        _ = self.skip(.colon)
        try self.expect(.blockEnd)
        self.openTags.append((tag, ends))
        defer { self.openTags.removeLast() }
        return try self.statements(until: ends)
    }

    /// The body up to its only end tag, whose name is read too.
    mutating func closedBody(of tag: String) throws(JinjaError) -> [Statement] {
        let body = try self.body(of: tag, until: ["end" + tag])
        self.advance()
        return body
    }

    private mutating func statement() throws(JinjaError) -> Statement {
        let token = self.current
        guard token.kind == .name else { throw self.fail("Expected the name of a statement, found \(token.described)") }
        switch token.text {
        case "for": return try self.forLoop()
        case "if": return try self.condition()
        case "block": return try self.block()
        case "extends":
            self.advance()
            return Statement(.extends(try self.expression()), at: token.offset)
        case "print": return try self.printing()
        case "macro": return try self.macro()
        case "include": return try self.include()
        case "from": return try self.importNames()
        case "import": return try self.importAll()
        case "set": return try self.assignment()
        case "with": return try self.with()
        case "autoescape":
            self.advance()
            let value = try self.expression()
            return Statement(.autoescape(value, try self.closedBody(of: "autoescape")), at: token.offset)
        case "call": return try self.callBlock()
        case "filter":
            self.advance()
            var filter = try self.filter(nil)
            while self.skip(.pipe) { filter = try self.filter(filter) }
            return Statement(.filterBlock(filter, try self.closedBody(of: "filter")), at: token.offset)
        case "do" where self.hasDo:
            self.advance()
            return Statement(.evaluate(try self.tuple()), at: token.offset)
        case "break" where self.hasLoopControls, "continue" where self.hasLoopControls:
            self.advance()
            return Statement(token.text == "break" ? .leaveLoop : .nextStep, at: token.offset)
        case "debug": throw self.fail("The statement “debug” is refused: it would print every value of the template")
        default: throw self.unknownTag(token)
        }
    }

    private func unknownTag(_ token: Token) -> JinjaError {
        if let open = self.openTags.last {
            let wanted = open.ends.map { "“\($0)”" }.joined(separator: " or ")
            if self.openTags.contains(where: { $0.ends.contains(token.text) }) {
                return self.fail("“\(token.text)” comes too early: “\(open.name)” is still open and needs \(wanted)")
            }
            return self.fail("There is no statement “\(token.text)”; “\(open.name)” is open and needs \(wanted)")
        }
        return self.fail("There is no statement “\(token.text)”")
    }

    private func unclosed() -> JinjaError {
        guard let open = self.openTags.last else { return self.fail("Unexpected end of the template") }
        let wanted = open.ends.map { "“\($0)”" }.joined(separator: " or ")
        return self.fail("The template ends, but “\(open.name)” is still open and needs \(wanted)")
    }

    private mutating func printing() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        var pieces: [Statement.Piece] = []
        while !self.isAt(.blockEnd) {
            if !pieces.isEmpty { try self.expect(.comma) }
            pieces.append(.expression(try self.expression()))
        }
        return Statement(.output(pieces), at: offset)
    }

    private mutating func forLoop() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let target = try self.target()
        try self.expect(name: "in")
        let items = try self.tuple(conditional: false, endNames: ["recursive"])
        let test = self.skip(name: "if") ? try self.expression() : nil
        let isRecursive = self.skip(name: "recursive")
        let body = try self.body(of: "for", until: ["endfor", "else"])
        let otherwise = self.advance().text == "else" ? try self.closedBody(of: "for") : []
        let loop = Statement.Loop(
            target: target, items: items, test: test, isRecursive: isRecursive, body: body, otherwise: otherwise)
        return Statement(.loop(loop), at: offset)
    }

    private mutating func condition() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        var branches: [(test: Expression, body: [Statement])] = []
        while true {
            let test = try self.tuple(conditional: false)
            branches.append((test, try self.body(of: "if", until: ["elif", "else", "endif"])))
            let end = self.advance().text
            if end == "elif" { continue }
            let otherwise = end == "else" ? try self.closedBody(of: "if") : []
            return Statement(.condition(branches, otherwise: otherwise), at: offset)
        }
    }

    private mutating func with() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        var bindings: [(target: Expression, value: Expression)] = []
        while !self.isAt(.blockEnd) {
            if !bindings.isEmpty { try self.expect(.comma) }
            let target = try self.target()
            try self.expect(.assign)
            bindings.append((target, try self.expression()))
        }
        return Statement(.with(bindings, try self.closedBody(of: "with")), at: offset)
    }

    private mutating func assignment() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let target = try self.target(allowsNamespace: true)
        if self.skip(.assign) { return Statement(.assign(target, try self.tuple()), at: offset) }
        var filter: Expression?
        while self.skip(.pipe) { filter = try self.filter(filter) }
        return Statement(.assignBlock(target, filter: filter, try self.closedBody(of: "set")), at: offset)
    }
}
