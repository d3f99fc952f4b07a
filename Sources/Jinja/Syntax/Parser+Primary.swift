/// Names, literals and what follows them: attributes, items, calls, filters and tests.
extension Parser {
    mutating func primary() throws(JinjaError) -> Expression {
        let token = self.current
        switch token.kind {
        case .name:
            self.advance()
            switch token.text {
            case "true", "True": return try self.make(.constant(.bool(true)), at: token.offset)
            case "false", "False": return try self.make(.constant(.bool(false)), at: token.offset)
            case "none", "None": return try self.make(.constant(.none), at: token.offset)
            default: return try self.make(.name(token.text), at: token.offset)
            }
        case .string:
            var text = ""
            while self.isAt(.string) { text += self.advance().text }
            return try self.make(.constant(.string(text)), at: token.offset)
        case .integer:
            self.advance()
            return try self.make(.constant(try self.integer(token)), at: token.offset)
        case .float:
            self.advance()
            guard let number = Double(token.text) else { throw self.fail("This is not a number", at: token.offset) }
            return try self.make(.constant(.double(number)), at: token.offset)
        case .lparen:
            self.advance()
            let inner = try self.nest { parser throws(JinjaError) in try parser.tuple(inParentheses: true) }
            try self.expect(.rparen)
            return inner
        case .lbracket: return try self.list()
        case .lbrace: return try self.dict()
        default: throw self.fail("Unexpected \(token.described)")
        }
    }

    private func integer(_ token: Token) throws(JinjaError) -> Value {
        if let number = Int(token.text) { return .int(number) }
        guard let number = NumberText.int(token.text, 0) else {
            throw self.fail("This number has too many digits", at: token.offset)
        }
        return number
    }

    private mutating func list() throws(JinjaError) -> Expression {
        let offset = try self.expect(.lbracket).offset
        var items: [Expression] = []
        while !self.isAt(.rbracket) {
            if !items.isEmpty { try self.expect(.comma) }
            if self.isAt(.rbracket) { break }
            items.append(try self.expression())
        }
        try self.expect(.rbracket)
        return try self.make(.list(items), at: offset)
    }

    private mutating func dict() throws(JinjaError) -> Expression {
        let offset = try self.expect(.lbrace).offset
        var pairs: [(key: Expression, value: Expression)] = []
        while !self.isAt(.rbrace) {
            if !pairs.isEmpty { try self.expect(.comma) }
            if self.isAt(.rbrace) { break }
            let key = try self.expression()
            try self.expect(.colon)
            pairs.append((key, try self.expression()))
        }
        try self.expect(.rbrace)
        return try self.make(.dict(pairs), at: offset)
    }

    mutating func postfix(_ start: Expression) throws(JinjaError) -> Expression {
        var result = start
        while true {
            switch self.current.kind {
            case .dot: result = try self.dotted(result)
            case .lbracket: result = try self.subscripted(result)
            case .lparen:
                let offset = self.current.offset
                result = try self.make(.call(result, try self.callArguments()), at: offset)
            default: return result
            }
        }
    }

    private mutating func dotted(_ owner: Expression) throws(JinjaError) -> Expression {
        try self.expect(.dot)
        let token = self.advance()
        switch token.kind {
        case .name: return try self.make(.attribute(owner, token.text), at: token.offset)
        case .integer:
            let key = try self.make(.constant(try self.integer(token)), at: token.offset)
            return try self.make(.item(owner, key), at: token.offset)
        default: throw self.fail("Expected a name or number after the dot", at: token.offset)
        }
    }

    private mutating func subscripted(_ owner: Expression) throws(JinjaError) -> Expression {
        let offset = try self.expect(.lbracket).offset
        var keys: [Expression] = []
        var slice: Expression?
        while !self.isAt(.rbracket) {
            if !keys.isEmpty { try self.expect(.comma) }
            let (key, isSlice) = try self.subscriptKey(owner)
            keys.append(key)
            if isSlice { slice = key }
        }
        try self.expect(.rbracket)
        if keys.count == 1 {
            if let slice { return slice }
            return try self.make(.item(owner, keys[0]), at: offset)
        }
        let kind: Expression.Kind = slice == nil ? .tuple(keys) : .sliceIndex(keys)
        return try self.make(.item(owner, try self.make(kind, at: offset)), at: offset)
    }

    private mutating func subscriptKey(_ owner: Expression) throws(JinjaError) -> (Expression, isSlice: Bool) {
        let offset = self.current.offset
        var parts: [Expression?] = [nil, nil, nil]
        if !self.isAt(.colon) {
            let first = try self.expression()
            guard self.isAt(.colon) else { return (first, false) }
            parts[0] = first
        }
        try self.expect(.colon)
        if !self.isAt(.colon), !self.isAt(.rbracket), !self.isAt(.comma) { parts[1] = try self.expression() }
        if self.skip(.colon), !self.isAt(.rbracket), !self.isAt(.comma) { parts[2] = try self.expression() }
        return (try self.make(.slice(owner, start: parts[0], stop: parts[1], step: parts[2]), at: offset), true)
    }

    mutating func callArguments() throws(JinjaError) -> CallArguments {
        let offset = try self.expect(.lparen).offset
        var arguments = CallArguments()
        var needsComma = false
        var names: Set<String> = []
        while !self.isAt(.rparen) {
            if needsComma {
                try self.expect(.comma)
                if self.isAt(.rparen) { break }
            }
            needsComma = true
            let isFree = arguments.positionalRest == nil && arguments.namedRest == nil
            if self.skip(.mul) {
                guard isFree else { throw self.fail("These arguments are in a wrong order", at: offset) }
                arguments.positionalRest = try self.expression()
            } else if self.skip(.pow) {
                guard arguments.namedRest == nil else {
                    throw self.fail("These arguments are in a wrong order", at: offset)
                }
                arguments.namedRest = try self.expression()
            } else if self.isAt(.name), self.following.kind == .assign {
                guard arguments.namedRest == nil else {
                    throw self.fail("These arguments are in a wrong order", at: offset)
                }
                let name = self.advance()
                self.advance()
                guard names.insert(name.text).inserted else {
                    throw self.fail("The argument “\(name.text)” is given twice", at: name.offset)
                }
                arguments.named.append((name.text, try self.expression()))
            } else {
                guard isFree, arguments.named.isEmpty else {
                    throw self.fail("An argument without name follows one with a name", at: self.current.offset)
                }
                arguments.positional.append(try self.expression())
            }
        }
        try self.expect(.rparen)
        return arguments
    }

    mutating func filters(_ start: Expression) throws(JinjaError) -> Expression {
        var result = start
        while true {
            if self.isAt(.pipe) {
                self.advance()
                result = try self.filter(result)
            } else if self.isAt(name: "is") {
                result = try self.test(result)
            } else if self.isAt(.lparen) {
                let offset = self.current.offset
                result = try self.make(.call(result, try self.callArguments()), at: offset)
            } else {
                return result
            }
        }
    }

    /// A filter's name and arguments; the bar before it has been read.
    mutating func filter(_ value: Expression?) throws(JinjaError) -> Expression {
        let offset = self.current.offset
        let name = try self.dottedName()
        let arguments = self.isAt(.lparen) ? try self.callArguments() : CallArguments()
        return try self.make(.filter(value, name, arguments), at: offset)
    }

    private mutating func dottedName() throws(JinjaError) -> String {
        var name = try self.expect(.name).text
        while self.skip(.dot) { name += "." + (try self.expect(.name).text) }
        return name
    }

    private mutating func test(_ value: Expression) throws(JinjaError) -> Expression {
        try self.expect(name: "is")
        let isNegated = self.skip(name: "not")
        let offset = self.current.offset
        let name = try self.dottedName()
        var arguments = CallArguments()
        switch self.current.kind {
        case .lparen: arguments = try self.callArguments()
        case .name where ["else", "or", "and"].contains(self.current.text): break
        case .name where self.current.text == "is": throw self.fail("Tests with “is” cannot follow each other")
        case .name, .string, .integer, .float, .lbracket, .lbrace:
            arguments.positional = [
                try self.nest { parser throws(JinjaError) in try parser.postfix(try parser.primary()) }
            ]
        default: break
        }
        let test = try self.make(.test(value, name, arguments), at: offset)
        return isNegated ? try self.make(.unary(.not, test), at: offset) : test
    }
}
