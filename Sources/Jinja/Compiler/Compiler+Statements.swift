extension Compiler {
    func nodes(_ statement: Statement, _ scope: Scope) throws(JinjaError) -> [Node] {
        switch statement.kind {
        case .output(let pieces): return try self.output(pieces, scope)
        case .loop(let loop): return [try self.loop(loop, scope)]
        case .condition(let branches, let otherwise):
            let soft = scope.soft
            var compiled: [(test: Evaluator, body: [Node])] = []
            for branch in branches {
                compiled.append((try self.evaluator(branch.test, soft), try self.nodes(branch.body, soft)))
            }
            return IfNode.chain(compiled, otherwise: try self.nodes(otherwise, soft))
        case .macro(let macro): return [try self.macro(macro, scope, statement.offset)]
        case .callBlock(let expression, let body): return [try self.callBlock(expression, body, scope, statement)]
        case .filterBlock(let filter, let body):
            let inner = scope.inner()
            inner.symbols.visit(body)
            inner.symbols.visit(filter)
            let nodes = try self.nodes(body, inner)
            guard let compiled = try self.evaluator(filter, inner) as? FilterEvaluator else {
                throw self.fail("There is no such filter", at: filter.offset)
            }
            return [FilterBlockNode(compiled, loads: self.loads(inner), body: nodes, mode: self.mode)]
        case .assign(let target, let value):
            let compiled = try self.evaluator(value, scope)
            return [SetNode(try self.target(target, scope), compiled, self.publications(target, scope))]
        case .assignBlock(let target, let filter, let body):
            return [try self.assignBlock(target, filter, body, scope, statement.offset)]
        case .with(let bindings, let body):
            let inner = scope.inner()
            for binding in bindings { inner.symbols.visit(target: binding.target, asParameter: true) }
            inner.symbols.visit(body)
            var compiled: [(target: Target, value: Evaluator)] = []
            for binding in bindings {
                compiled.append((try self.target(binding.target, inner), try self.evaluator(binding.value, scope)))
            }
            return [WithNode(compiled, loads: self.loads(inner), body: try self.nodes(body, inner))]
        case .autoescape(let value, let body): return try self.autoescape(value, body, scope)
        case .evaluate(let expression): return [EvaluateNode(try self.evaluator(expression, scope))]
        case .leaveLoop, .nextStep:
            guard scope.isInLoop else {
                throw self.fail("This statement only works inside a loop", at: statement.offset)
            }
            if case .leaveLoop = statement.kind { return [JumpNode(.leaveLoop)] }
            return [JumpNode(.nextStep)]
        case .block, .extends, .include, .importAll, .importNames: return try self.templateNodes(statement, scope)
        }
    }

    private func output(_ pieces: [Statement.Piece], _ scope: Scope) throws(JinjaError) -> [Node] {
        if scope.checksOutput, self.hasKnownExtends { return [] }
        var nodes: [Node] = []
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let part, let offset):
                text += part
                if self.environment.isTracing {
                    nodes.append(TracedTextNode(part, line: self.source.line(at: offset)))
                    text = ""
                }
            case .expression(let expression):
                let evaluator = try self.evaluator(expression, scope)
                if self.environment.isTracing {
                    nodes.append(TracedOutputNode(evaluator, mode: self.mode))
                    continue
                }
                if let constant = evaluator.constant, let printed = self.printed(constant) {
                    text += printed
                    continue
                }
                if !text.isEmpty { nodes.append(TextNode(text)) }
                text = ""
                nodes.append(OutputNode(evaluator, mode: self.mode))
            }
        }
        if !text.isEmpty { nodes.append(TextNode(text)) }
        return scope.checksOutput ? [UnlessExtendedNode(nodes)] : nodes
    }

    /// A constant as it will be printed; nil when it cannot be, which is told when it is reached.
    private func printed(_ constant: Value) -> String? {
        var printer = Printer()
        guard let text = try? printer.text(constant) else { return nil }
        switch self.mode {
        case .on: return constant.isMarkup ? text : HTMLEscape.escape(text)
        case .off: return text
        case .dynamic: return self.escapesConstants ? HTMLEscape.escape(text) : text
        }
    }

    func target(_ expression: Expression, _ scope: Scope) throws(JinjaError) -> Target {
        switch expression.kind {
        case .name(let name):
            guard let slot = scope.symbols.slot(of: name) else {
                throw self.fail("“\(name)” cannot be assigned here", at: expression.offset)
            }
            return .slot(slot.index)
        case .namespaceTarget(let name, let attribute):
            guard let slot = scope.symbols.slot(of: name) else {
                throw self.fail("“\(name)” cannot be assigned here", at: expression.offset)
            }
            return .namespace(SlotReference(slot, from: scope.function), attribute)
        default:
            var targets: [Target] = []
            for item in expression.children { targets.append(try self.target(item, scope)) }
            return .tuple(targets)
        }
    }

    /// The names of an assignment that others can see: those of the top level.
    private func publications(_ target: Expression, _ scope: Scope) -> [Publication] {
        guard scope.isTopLevel else { return [] }
        if case .name(let name) = target.kind { return [self.publication(name, scope)] }
        return target.children.flatMap { self.publications($0, scope) }
    }

    func publication(_ name: String, _ scope: Scope) -> Publication {
        let index = scope.symbols.slot(of: name)?.index ?? 0
        return Publication(name: name, index: index, isExported: !name.hasPrefix("_"))
    }

    private func assignBlock(
        _ target: Expression, _ filter: Expression?, _ body: [Statement], _ scope: Scope, _ offset: Int
    ) throws(JinjaError) -> Node {
        var inner = scope.inner()
        inner.checksOutput = false
        inner.symbols.visit(body)
        // Jinja2 works out the filter's arguments in the inner scope without having looked at them there.
        if let filter { inner.symbols.visit(filter) }
        let nodes = try self.nodes(body, inner)
        var compiled: FilterEvaluator?
        if let filter {
            guard let evaluator = try self.evaluator(filter, inner) as? FilterEvaluator else {
                throw self.fail("There is no such filter", at: filter.offset)
            }
            compiled = evaluator
        }
        return SetBlockNode(
            try self.target(target, scope), filter: compiled, loads: self.loads(inner), body: nodes, mode: self.mode,
            publications: self.publications(target, scope), offset: offset)
    }

    private func autoescape(
        _ value: Expression, _ body: [Statement], _ scope: Scope
    ) throws(JinjaError) -> [Node] {
        let inner = scope.inner()
        inner.symbols.visit(value)
        inner.symbols.visit(body)
        let before = (self.mode, self.escapesConstants)
        defer { (self.mode, self.escapesConstants) = before }
        let evaluator = try self.evaluator(value, inner)
        if let constant = evaluator.constant {
            self.escapesConstants = (try? constant.isTrue()) == true
            self.mode = self.escapesConstants ? .on : .off
        } else {
            self.mode = .dynamic
        }
        let isConstant = body.allSatisfy { statement in
            guard case .output(let pieces) = statement.kind else { return false }
            return pieces.allSatisfy { piece in
                if case .expression(let expression) = piece, case .constant = expression.kind { true } else { false }
            }
        }
        return [AutoescapeNode(evaluator, self.loads(inner), try self.nodes(body, inner), isConstant: isConstant)]
    }
}
