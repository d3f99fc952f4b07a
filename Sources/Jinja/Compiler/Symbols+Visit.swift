/// Reading a scope's statements for the names they load and store, in the order Jinja2 does.
extension Symbols {
    func visit(_ statements: [Statement]) {
        for statement in statements { self.visit(statement) }
    }

    /// Inner scopes are not entered; what they read from this one is.
    func visit(_ statement: Statement) {
        guard self.function.clock.spend() else { return }
        switch statement.kind {
        case .output(let pieces):
            for case .expression(let expression) in pieces { self.visit(expression) }
        case .loop(let loop): self.visit(loop.items)
        case .condition(let branches, let otherwise): self.visit(branches[...], otherwise)
        case .macro(let macro): if let name = macro.name { self.store(name) }
        case .callBlock(let call, _): self.visit(call)
        case .filterBlock(let filter, _): self.visit(filter)
        case .assign(let target, let value):
            self.visit(value)
            self.visit(target: target)
        case .assignBlock(let target, _, _): self.visit(target: target)
        case .with(let bindings, _): for binding in bindings { self.visit(binding.value) }
        case .block, .autoescape, .leaveLoop, .nextStep: break
        case .extends(let template), .include(let template, _, _): self.visit(template)
        case .importAll(let template, let name, _):
            self.visit(template)
            self.store(name)
        case .importNames(let template, let names, _):
            self.visit(template)
            for name in names { self.store(name.alias) }
        case .evaluate(let expression): self.visit(expression)
        }
    }

    /// `elif` branches are each an `if` of their own, nested one beside the other.
    private func visit(
        _ branches: ArraySlice<(test: Expression, body: [Statement])>, _ otherwise: [Statement]
    ) {
        // Each copy may be written to, and then it is one of all names.
        guard let first = branches.first, self.function.clock.spend(1 + self.size / 16) else { return }
        self.visit(first.test)
        let body = self.copy()
        body.visit(first.body)
        let elif = self.copy()
        for branch in branches.dropFirst() { elif.visit([branch], []) }
        let last = self.copy()
        last.visit(otherwise)
        self.update(with: [body, elif, last])
    }

    func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name), .namespaceTarget(let name, _): self.load(name)
        case .conditional(let test, let then, let otherwise):
            self.visit(test)
            self.visit(then)
            if let otherwise { self.visit(otherwise) }
        default: for child in expression.children { self.visit(child) }
        }
    }

    func visit(target: Expression, asParameter: Bool = false) {
        switch target.kind {
        case .name(let name):
            if asParameter { self.declareParameter(name) } else { self.store(name) }
        case .namespaceTarget(let name, _): self.load(name)
        default: for child in target.children { self.visit(target: child, asParameter: asParameter) }
        }
    }
}
