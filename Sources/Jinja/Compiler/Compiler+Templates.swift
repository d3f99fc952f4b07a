/// Inheritance, includes and imports.
extension Compiler {
    func templateNodes(_ statement: Statement, _ scope: Scope) throws(JinjaError) -> [Node] {
        switch statement.kind {
        case .block(let block):
            if scope.isTopLevel, self.hasKnownExtends { return [] }
            let node = BlockNode(
                block.name, isScoped: block.isScoped, isRequired: block.isRequired,
                locals: block.isScoped ? self.locals(scope) : [], offset: statement.offset)
            return scope.isTopLevel && self.extendsCount > 0 ? [UnlessExtendedNode([node])] : [node]
        case .extends(let template):
            guard scope.isTopLevel else {
                throw self.fail("“extends” must stand at the top level of a template", at: statement.offset)
            }
            let evaluator = try self.evaluator(template, scope)
            if scope.isRoot { self.hasKnownExtends = true }
            self.extendsCount += 1
            return [ExtendsNode(evaluator)]
        case .include(let template, let ignoreMissing, let withContext):
            return [
                IncludeNode(
                    try self.evaluator(template, scope), ignoreMissing: ignoreMissing, withContext: withContext,
                    locals: withContext ? self.locals(scope) : [])
            ]
        case .importAll(let template, let name, let withContext):
            return [
                ImportNode(
                    try self.evaluator(template, scope), .all(self.publication(name, scope)),
                    withContext: withContext, locals: withContext ? self.locals(scope) : [],
                    isTopLevel: scope.isTopLevel)
            ]
        case .importNames(let template, let names, let withContext):
            return [
                ImportNode(
                    try self.evaluator(template, scope),
                    .some(names.map { ($0.name, self.publication($0.alias, scope)) }), withContext: withContext,
                    locals: withContext ? self.locals(scope) : [], isTopLevel: scope.isTopLevel)
            ]
        default: return []
        }
    }

    private func locals(_ scope: Scope) -> [LocalName] {
        let stores = scope.symbols.visibleStores
        self.clock.spend(stores.count / 4)
        return stores.map { name, slot in
            LocalName(name: name, reference: SlotReference(slot, from: scope.function))
        }
    }
}
