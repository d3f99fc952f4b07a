/// Macros, blocks, includes and imports, and the names they bind.
extension Parser {
    /// What `set`, `for` and `with` bind: names, or tuples of names.
    mutating func target(allowsNamespace: Bool = false) throws(JinjaError) -> Expression {
        let offset = self.current.offset
        var items: [Expression] = []
        var isTuple = false
        while true {
            if !items.isEmpty { try self.expect(.comma) }
            if self.isTupleEnd([]) { break }
            items.append(try self.targetItem(allowsNamespace: allowsNamespace))
            guard self.isAt(.comma) else { break }
            isTuple = true
        }
        if !isTuple {
            guard let only = items.first else {
                throw self.fail("Expected a name, found \(self.current.described)")
            }
            return only
        }
        return try self.make(.tuple(items), at: offset)
    }

    private mutating func targetItem(allowsNamespace: Bool) throws(JinjaError) -> Expression {
        let token = self.current
        if token.kind == .lbracket { throw self.fail("Cannot assign to a list; write the names without brackets") }
        if token.kind == .lparen {
            self.advance()
            let inner = try self.nest { parser throws(JinjaError) in
                var items: [Expression] = []
                var isTuple = false
                while !parser.isAt(.rparen) {
                    if !items.isEmpty {
                        try parser.expect(.comma)
                        isTuple = true
                    }
                    if parser.isAt(.rparen) { break }
                    items.append(try parser.targetItem(allowsNamespace: false))
                }
                if !isTuple, let only = items.first { return only }
                return try parser.make(.tuple(items), at: token.offset)
            }
            try self.expect(.rparen)
            return inner
        }
        let name = try self.targetName()
        if allowsNamespace, self.skip(.dot) {
            return try self.make(.namespaceTarget(name, try self.expect(.name).text), at: token.offset)
        }
        return try self.make(.name(name), at: token.offset)
    }

    private mutating func targetName() throws(JinjaError) -> String {
        let token = try self.expect(.name)
        guard !["true", "false", "none", "True", "False", "None"].contains(token.text) else {
            throw self.fail("Cannot assign to “\(token.text)”", at: token.offset)
        }
        return token.text
    }

    mutating func block() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let name = try self.expect(.name).text
        let isScoped = self.skip(name: "scoped")
        let isRequired = self.skip(name: "required")
        if self.isAt(.sub) { throw self.fail("A block's name cannot contain hyphens; use an underscore") }
        let body = try self.closedBody(of: "block")
        if isRequired, !body.allSatisfy(\.isBlank) {
            throw self.fail("A required block can only contain comments and whitespace", at: offset)
        }
        _ = self.skip(name: name)
        return Statement(
            .block(.init(name: name, isScoped: isScoped, isRequired: isRequired, body: body)), at: offset)
    }

    private mutating func context(default value: Bool) -> Bool {
        guard self.isAt(name: "with") || self.isAt(name: "without"),
            self.following.kind == .name, self.following.text == "context"
        else { return value }
        defer { self.advance() }
        return self.advance().text == "with"
    }

    mutating func include() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let template = try self.expression()
        var ignoreMissing = false
        if self.isAt(name: "ignore"), self.following.kind == .name, self.following.text == "missing" {
            self.advance()
            self.advance()
            ignoreMissing = true
        }
        let withContext = self.context(default: true)
        return Statement(.include(template, ignoreMissing: ignoreMissing, withContext: withContext), at: offset)
    }

    mutating func importAll() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let template = try self.expression()
        try self.expect(name: "as")
        let name = try self.targetName()
        return Statement(
            .importAll(template, name: name, withContext: self.context(default: false)), at: offset)
    }

    mutating func importNames() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let template = try self.expression()
        try self.expect(name: "import")
        var names: [(name: String, alias: String)] = []
        while true {
            if !names.isEmpty { try self.expect(.comma) }
            if !names.isEmpty, self.isContextClause { break }
            let nameOffset = self.current.offset
            if names.isEmpty, self.isContextClause { break }
            let name = try self.targetName()
            guard !name.hasPrefix("_") else {
                throw self.fail("Names that begin with an underscore cannot be imported", at: nameOffset)
            }
            names.append((name, self.skip(name: "as") ? try self.targetName() : name))
            guard !self.isContextClause, self.isAt(.comma) else { break }
        }
        return Statement(.importNames(template, names, withContext: self.context(default: false)), at: offset)
    }

    private var isContextClause: Bool {
        (self.isAt(name: "with") || self.isAt(name: "without")) && self.following.kind == .name
            && self.following.text == "context"
    }

    mutating func macro() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let name = try self.targetName()
        let (parameters, defaults) = try self.signature()
        let body = try self.closedBody(of: "macro")
        return Statement(
            .macro(.init(name: name, parameters: parameters, defaults: defaults, body: body)), at: offset)
    }

    mutating func callBlock() throws(JinjaError) -> Statement {
        let offset = self.advance().offset
        let (parameters, defaults) = self.isAt(.lparen) ? try self.signature() : ([], [])
        let call = try self.expression()
        guard case .call = call.kind else { throw self.fail("Expected a call of a macro", at: call.offset) }
        let body = try self.closedBody(of: "call")
        return Statement(
            .callBlock(call, .init(name: nil, parameters: parameters, defaults: defaults, body: body)), at: offset)
    }

    private mutating func signature() throws(JinjaError) -> ([String], [Expression]) {
        var parameters: [String] = []
        var known: Set<String> = []
        var defaults: [Expression] = []
        try self.expect(.lparen)
        while !self.isAt(.rparen) {
            if !parameters.isEmpty { try self.expect(.comma) }
            let offset = self.current.offset
            let name = try self.targetName()
            guard known.insert(name).inserted else {
                throw self.fail("The parameter “\(name)” is given twice", at: offset)
            }
            parameters.append(name)
            if self.skip(.assign) {
                defaults.append(try self.expression())
            } else if !defaults.isEmpty {
                throw self.fail("A parameter without default follows one with a default", at: offset)
            }
        }
        try self.expect(.rparen)
        return (parameters, defaults)
    }
}

extension Statement {
    /// Whether the statement prints nothing but whitespace.
    var isBlank: Bool {
        guard case .output(let pieces) = self.kind else { return false }
        return pieces.allSatisfy { piece in
            if case .text(let text, _) = piece { text.unicodeScalars.allSatisfy(PythonText.isSpace) } else { false }
        }
    }
}
