/// Operators, from the loosest to the tightest.
extension Parser {
    mutating func expression(conditional: Bool = true) throws(JinjaError) -> Expression {
        try self.nest { parser throws(JinjaError) in
            conditional ? try parser.conditional() : try parser.disjunction()
        }
    }

    private mutating func conditional() throws(JinjaError) -> Expression {
        let offset = self.current.offset
        var result = try self.disjunction()
        while self.skip(name: "if") {
            let test = try self.disjunction()
            var otherwise: Expression?
            if self.skip(name: "else") { otherwise = try self.expression() }
            result = try self.make(.conditional(test: test, then: result, otherwise: otherwise), at: offset)
        }
        return result
    }

    private mutating func disjunction() throws(JinjaError) -> Expression {
        var left = try self.conjunction()
        while self.isAt(name: "or") {
            let offset = self.advance().offset
            left = try self.make(.binary(.or, left, try self.conjunction()), at: offset)
        }
        return left
    }

    private mutating func conjunction() throws(JinjaError) -> Expression {
        var left = try self.negation()
        while self.isAt(name: "and") {
            let offset = self.advance().offset
            left = try self.make(.binary(.and, left, try self.negation()), at: offset)
        }
        return left
    }

    private mutating func negation() throws(JinjaError) -> Expression {
        var offsets: [Int] = []
        while self.isAt(name: "not") { offsets.append(self.advance().offset) }
        var result = try self.comparison()
        for offset in offsets.reversed() { result = try self.make(.unary(.not, result), at: offset) }
        return result
    }

    private mutating func comparison() throws(JinjaError) -> Expression {
        let first = try self.sum()
        var rest: [(comparison: CompareOperator, operand: Expression)] = []
        let offset = self.current.offset
        while let comparison = self.comparisonOperator() { rest.append((comparison, try self.sum())) }
        return rest.isEmpty ? first : try self.make(.compare(first, rest), at: offset)
    }

    private mutating func comparisonOperator() -> CompareOperator? {
        let found: CompareOperator
        switch self.current.kind {
        case .eq: found = .equal
        case .ne: found = .notEqual
        case .lt: found = .less
        case .lteq: found = .lessOrEqual
        case .gt: found = .greater
        case .gteq: found = .greaterOrEqual
        case .name where self.current.text == "in": found = .isIn
        case .name where self.current.text == "not":
            guard self.following.kind == .name, self.following.text == "in" else { return nil }
            self.advance()
            found = .notIn
        default: return nil
        }
        self.advance()
        return found
    }

    private mutating func sum() throws(JinjaError) -> Expression {
        var left = try self.concatenation()
        while self.isAt(.add) || self.isAt(.sub) {
            let token = self.advance()
            let kind: BinaryOperator = token.kind == .add ? .add : .subtract
            left = try self.make(.binary(kind, left, try self.concatenation()), at: token.offset)
        }
        return left
    }

    private mutating func concatenation() throws(JinjaError) -> Expression {
        var parts = [try self.product()]
        let offset = self.current.offset
        while self.skip(.tilde) { parts.append(try self.product()) }
        return parts.count == 1 ? parts[0] : try self.make(.concat(parts), at: offset)
    }

    private mutating func product() throws(JinjaError) -> Expression {
        var left = try self.power()
        while true {
            let kind: BinaryOperator
            switch self.current.kind {
            case .mul: kind = .multiply
            case .div: kind = .divide
            case .floordiv: kind = .floorDivide
            case .mod: kind = .modulo
            default: return left
            }
            let offset = self.advance().offset
            left = try self.make(.binary(kind, left, try self.power()), at: offset)
        }
    }

    /// Jinja2 reads `2 ** 3 ** 2` from the left, unlike Python.
    private mutating func power() throws(JinjaError) -> Expression {
        var left = try self.unary()
        while self.isAt(.pow) {
            let offset = self.advance().offset
            left = try self.make(.binary(.power, left, try self.unary()), at: offset)
        }
        return left
    }

    /// Signs bind tighter than filters: `-1|abs` is `(-1)|abs`.
    private mutating func unary() throws(JinjaError) -> Expression {
        var signs: [(UnaryOperator, Int)] = []
        while self.isAt(.sub) || self.isAt(.add) {
            let token = self.advance()
            signs.append((token.kind == .sub ? .negative : .positive, token.offset))
        }
        var result = try self.postfix(try self.primary())
        for (sign, offset) in signs.reversed() {
            result = try self.postfix(try self.make(.unary(sign, result), at: offset))
        }
        return try self.filters(result)
    }

    /// The condition of `if`, the items of `for`, what `set` assigns: a comma makes a tuple.
    mutating func tuple(
        conditional: Bool = true, endNames: [String] = [], inParentheses: Bool = false
    ) throws(JinjaError) -> Expression {
        let offset = self.current.offset
        var items: [Expression] = []
        var isTuple = false
        while true {
            if !items.isEmpty { try self.expect(.comma) }
            if self.isTupleEnd(endNames) { break }
            items.append(try self.expression(conditional: conditional))
            guard self.isAt(.comma) else { break }
            isTuple = true
        }
        if !isTuple {
            if let only = items.first { return only }
            guard inParentheses else { throw self.fail("Expected an expression, found \(self.current.described)") }
        }
        return try self.make(.tuple(items), at: offset)
    }

    func isTupleEnd(_ endNames: [String]) -> Bool {
        switch self.current.kind {
        case .variableEnd, .blockEnd, .rparen: true
        case .name: endNames.contains(self.current.text)
        default: false
        }
    }
}
