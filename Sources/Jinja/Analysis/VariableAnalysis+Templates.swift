/// Templates that lead to others by names that are known before rendering.
extension VariableAnalysis {
    private static let deepestPath = 20

    /// A template and, where it extends another, that one.
    mutating func visit(template tree: [Statement]) {
        self.visit(tree)
        for statement in Self.extends(in: tree) {
            guard case .extends(let parent) = statement.kind else { continue }
            let replaced = self.replacedBlocks
            for block in Self.blocks(in: tree) where NameSearch.names(["super"], in: block.body).isEmpty {
                self.replacedBlocks.insert(block.name)
            }
            for program in self.programs(parent, isOptional: false) {
                self.enter(program, isBlind: self.home.isBlind, at: parent.offset) { $0.visit(template: program.tree) }
            }
            self.replacedBlocks = replaced
        }
    }

    mutating func include(_ template: Expression, ignoreMissing: Bool, withContext: Bool) {
        self.read(template)
        for program in self.programs(template, isOptional: ignoreMissing) {
            self.enter(program, isBlind: !withContext || self.home.isBlind, at: template.offset) { inner in
                inner.scoped { scope in
                    if !withContext { scope.names = [:] }
                    let replaced = scope.replacedBlocks
                    scope.replacedBlocks = []
                    scope.visit(template: program.tree)
                    scope.replacedBlocks = replaced
                }
            }
        }
    }

    /// What an import of the template offers.
    mutating func module(_ template: Expression, withContext: Bool) -> [String: Origin] {
        self.read(template)
        var members: [String: Origin] = [:]
        for program in self.programs(template, isOptional: false) {
            self.enter(program, isBlind: !withContext || self.home.isBlind, at: template.offset) { inner in
                inner.scoped { scope in
                    let outer = withContext ? scope.names : [:]
                    scope.names = outer
                    scope.visit(template: program.tree)
                    members = scope.names
                }
            }
        }
        return members
    }

    /// Looks at code of another template.
    private mutating func enter(
        _ program: Program, isBlind: Bool, at offset: Int, _ body: (inout VariableAnalysis) -> Void
    ) {
        // A template that leads to itself has been looked at already.
        guard !self.path.contains(program.name), self.path.count < Self.deepestPath, self.spend() else { return }
        let (home, line) = (self.home, self.mainLine)
        self.mainLine = line ?? self.line(at: offset)
        self.home = Home(program.source, isBlind: isBlind)
        self.path.append(program.name)
        body(&self)
        self.path.removeLast()
        (self.home, self.mainLine) = (home, line)
    }

    /// The templates that an expression names: one, the first that exists of a list, or those of both branches of an `if`.
    private mutating func programs(_ expression: Expression, isOptional: Bool) -> [Program] {
        switch expression.kind {
        case .constant(.string(let name)): return [self.program([name], isOptional, expression)].compactMap(\.self)
        case .list(let items), .tuple(let items):
            let names = items.compactMap { Self.literal($0)?.stringValue }
            guard names.count == items.count else { break }
            return [self.program(names, isOptional, expression)].compactMap(\.self)
        case .conditional(_, let then, let otherwise?):
            return self.programs(then, isOptional: isOptional) + self.programs(otherwise, isOptional: isOptional)
        default: break
        }
        self.note(unfollowed: nil, expression, "The name of the template is only known when rendering")
        return []
    }

    private mutating func program(_ names: [String], _ isOptional: Bool, _ expression: Expression) -> Program? {
        var failure: JinjaError?
        for name in names {
            do throws(JinjaError) { return try self.environment.template(name).program } catch {
                if error.code != .templateNotFound || failure == nil { failure = error }
                guard error.code == .templateNotFound else { break }
            }
        }
        guard let failure, !(isOptional && failure.code == .templateNotFound) else { return nil }
        self.note(unfollowed: names.first, expression, failure.message)
        return nil
    }

    private mutating func note(unfollowed name: String?, _ expression: Expression, _ reason: String) {
        let line = self.mainLine ?? self.line(at: expression.offset)
        let entry = UnfollowedTemplate(name: name, line: line, reason: reason)
        if !self.unfollowed.contains(entry), self.unfollowed.count < 100 { self.unfollowed.append(entry) }
    }

    private static func extends(in statements: [Statement]) -> [Statement] {
        statements.flatMap { statement in
            if case .extends = statement.kind { return [statement] }
            if case .block = statement.kind { return [] }
            return self.extends(in: statement.inner)
        }
    }

    private static func blocks(in statements: [Statement]) -> [Statement.Block] {
        statements.flatMap { statement in
            guard case .block(let block) = statement.kind else { return self.blocks(in: statement.inner) }
            return [block] + self.blocks(in: block.body)
        }
    }
}
