/// Loops and macros: statements with variables of their own.
extension Compiler {
    func loop(_ loop: Statement.Loop, _ scope: Scope) throws(JinjaError) -> Node {
        let function = loop.isRecursive ? FunctionScope(parent: scope.function) : scope.function
        var inner = scope.inner(function: function)
        inner.isInLoop = true
        let usesLoop =
            loop.isRecursive || !NameSearch.names(["loop"], in: loop.body).isEmpty
            || Self.containsScopedBlock(loop.body + loop.otherwise)
        let loopSlot = usesLoop ? inner.symbols.declareParameter("loop").index : nil
        inner.symbols.visit(target: loop.target, asParameter: true)
        inner.symbols.visit(loop.body)
        if Self.binds("loop", loop.target) || loop.body.contains(where: { Self.assigns("loop", $0) }) {
            throw self.fail("The name “loop” is taken by the loop itself", at: loop.target.offset)
        }
        var test: LoopTest?
        if let expression = loop.test {
            let testScope = loop.isRecursive ? scope.inner(function: function) : scope.inner()
            testScope.symbols.visit(target: loop.target, asParameter: true)
            testScope.symbols.visit(expression)
            let evaluator = try self.evaluator(expression, testScope)
            test = LoopTest(
                target: try self.target(loop.target, testScope), loads: self.loads(testScope), test: evaluator)
        }
        // `function` may be the same one: then `break` in `else` leaves the loop around this one.
        let otherwiseScope = loop.isRecursive ? scope.inner(function: function) : scope.inner()
        otherwiseScope.symbols.visit(loop.otherwise)
        let items = try self.evaluator(loop.items, scope)
        let body = try self.nodes(loop.body, inner)
        let otherwise = try self.nodes(loop.otherwise, otherwiseScope)
        let parts = LoopParts(
            target: try self.target(loop.target, inner), items: items, test: test, loads: self.loads(inner),
            body: Body(body), otherwiseLoads: self.loads(otherwiseScope), otherwise: Body(otherwise), loopSlot: loopSlot
        )
        return loop.isRecursive
            ? RecursiveLoopNode(parts, slotCount: function.slotCount, mode: self.mode) : ForNode(parts)
    }

    private static func binds(_ name: String, _ target: Expression) -> Bool {
        if case .name(let bound) = target.kind { return bound == name }
        return target.children.contains { self.binds(name, $0) }
    }

    private static func assigns(_ name: String, _ statement: Statement) -> Bool {
        switch statement.kind {
        case .assign(let target, _), .assignBlock(let target, _, _): if self.binds(name, target) { return true }
        case .loop(let loop): if self.binds(name, loop.target) { return true }
        default: break
        }
        return statement.inner.contains { self.assigns(name, $0) }
    }

    private static func containsScopedBlock(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            if case .block(let block) = statement.kind, block.isScoped { return true }
            return self.containsScopedBlock(statement.inner)
        }
    }

    func macro(_ macro: Statement.Macro, _ scope: Scope, _ offset: Int) throws(JinjaError) -> Node {
        let program = try self.macroProgram(macro, scope, offset)
        let name = macro.name ?? ""
        guard let slot = scope.symbols.slot(of: name) else {
            throw self.fail("The macro “\(name)” cannot be defined here", at: offset)
        }
        return MacroNode(program, slot.index, scope.isTopLevel ? self.publication(name, scope) : nil)
    }

    func callBlock(
        _ expression: Expression, _ body: Statement.Macro, _ scope: Scope, _ statement: Statement
    ) throws(JinjaError) -> Node {
        let program = try self.macroProgram(body, scope, statement.offset)
        guard case .call(let callee, let arguments) = expression.kind else {
            throw self.fail("Expected a call of a macro", at: expression.offset)
        }
        return CallBlockNode(try self.call(callee, arguments, scope, expression.offset), program)
    }

    private func macroProgram(
        _ macro: Statement.Macro, _ scope: Scope, _ offset: Int
    ) throws(JinjaError) -> MacroProgram {
        let function = FunctionScope(parent: scope.function)
        var inner = scope.inner(function: function)
        inner.checksOutput = false
        let symbols = inner.symbols
        func analyze() {
            for parameter in macro.parameters { symbols.declareParameter(parameter) }
            for value in macro.defaults { symbols.visit(value) }
            symbols.visit(macro.body)
        }
        analyze()
        let special = NameSearch.names(["caller", "kwargs", "varargs"], in: macro.body)
        var callerSlot: Int?
        if special.contains("caller") {
            if let position = macro.parameters.firstIndex(of: "caller") {
                guard position >= macro.parameters.count - macro.defaults.count else {
                    throw self.fail("The parameter “caller” needs a default, or must be left out", at: offset)
                }
                callerSlot = symbols.slot(of: "caller")?.index
            } else {
                callerSlot = symbols.declareParameter("caller").index
            }
        }
        var namedSlot: Int?
        if special.contains("kwargs"), !macro.parameters.contains("kwargs") {
            namedSlot = symbols.declareParameter("kwargs").index
        }
        var positionalSlot: Int?
        if special.contains("varargs"), !macro.parameters.contains("varargs") {
            positionalSlot = symbols.declareParameter("varargs").index
        }
        let defaults = try self.evaluators(macro.defaults, inner)
        let body = try self.nodes(macro.body, inner)
        return MacroProgram(
            name: macro.name, parameters: macro.parameters,
            parameterSlots: macro.parameters.compactMap { symbols.slot(of: $0)?.index }, defaults: defaults,
            callerSlot: callerSlot, namedSlot: namedSlot, positionalSlot: positionalSlot,
            slotCount: function.slotCount, loads: self.loads(inner), body: body)
    }
}
