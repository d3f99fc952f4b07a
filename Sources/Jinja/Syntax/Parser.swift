/// Builds the syntax tree of a template; its nesting is bounded, so no template can exhaust the stack.
struct Parser {
    let source: TemplateSource
    /// The statements of extensions that are switched on.
    let hasDo: Bool
    let hasLoopControls: Bool
    private let tokens: [Token]
    /// Why there are no more tokens, when the text cannot be read to its end.
    private let failure: JinjaError?
    private var position = 0
    private var depth = 0
    /// The tags that are open, for the message about a wrong end tag.
    var openTags: [(name: String, ends: [String])] = []

    static let deepestNesting = 60
    static let deepestExpression = 200

    init(_ source: TemplateSource, _ settings: LexerSettings, hasDo: Bool, hasLoopControls: Bool) {
        self.source = source
        self.hasDo = hasDo
        self.hasLoopControls = hasLoopControls
        (self.tokens, self.failure) = Lexer.tokens(of: source, settings)
    }

    mutating func template() throws(JinjaError) -> [Statement] {
        guard let failure = self.failure else { return try self.statements(until: []) }
        do throws(JinjaError) { _ = try self.statements(until: []) } catch {
            // A fault before the place that cannot be read is the first one of the template.
            if self.position < self.tokens.count - 1 { throw error }
        }
        throw failure
    }

    var current: Token { self.tokens[self.position] }

    var following: Token { self.tokens[min(self.position + 1, self.tokens.count - 1)] }

    @discardableResult
    mutating func advance() -> Token {
        let token = self.tokens[self.position]
        if self.position + 1 < self.tokens.count { self.position += 1 }
        return token
    }

    func isAt(_ kind: Token.Kind) -> Bool { self.current.kind == kind }

    func isAt(name: String) -> Bool { self.current.kind == .name && self.current.text == name }

    mutating func skip(_ kind: Token.Kind) -> Bool {
        guard self.isAt(kind) else { return false }
        self.advance()
        return true
    }

    mutating func skip(name: String) -> Bool {
        guard self.isAt(name: name) else { return false }
        self.advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws(JinjaError) -> Token {
        guard self.isAt(kind) else {
            throw self.fail("Expected \(kind.described), found \(self.current.described)")
        }
        return self.advance()
    }

    @discardableResult
    mutating func expect(name: String) throws(JinjaError) -> Token {
        guard self.isAt(name: name) else { throw self.fail("Expected “\(name)”, found \(self.current.described)") }
        return self.advance()
    }

    func fail(_ message: String, at offset: Int? = nil) -> JinjaError {
        JinjaError(.syntax, message, place: self.source.place(at: offset ?? self.current.offset))
    }

    /// Every call that can contain itself goes through here.
    mutating func nest<T>(
        _ body: (inout Parser) throws(JinjaError) -> T
    ) throws(JinjaError) -> T {
        guard self.depth < Self.deepestNesting else {
            throw JinjaError(
                .limit, "The template nests more than \(Self.deepestNesting) levels deep",
                place: self.source.place(at: self.current.offset))
        }
        self.depth += 1
        defer { self.depth -= 1 }
        return try body(&self)
    }

    /// Checks the depth of a tree that grew without recursion, such as a long chain of operators.
    func make(_ kind: Expression.Kind, at offset: Int) throws(JinjaError) -> Expression {
        let expression = Expression(kind, at: offset)
        guard expression.depth <= Self.deepestExpression else {
            throw JinjaError(
                .limit, "This expression has more than \(Self.deepestExpression) nested parts",
                place: self.source.place(at: offset))
        }
        return expression
    }
}
