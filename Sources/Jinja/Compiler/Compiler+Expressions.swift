extension Compiler {
    func evaluator(_ expression: Expression, _ scope: Scope) throws(JinjaError) -> Evaluator {
        let offset = expression.offset
        switch expression.kind {
        case .constant(let value): return ConstantEvaluator(value, offset: offset)
        case .name(let name): return self.name(name, scope, offset)
        case .namespaceTarget(let name, _): return self.name(name, scope, offset)
        case .tuple(let items):
            return ListEvaluator(try self.evaluators(items, scope), isTuple: true, offset: offset)
        case .list(let items):
            return ListEvaluator(try self.evaluators(items, scope), isTuple: false, offset: offset)
        case .dict(let pairs):
            var compiled: [(key: Evaluator, value: Evaluator)] = []
            for pair in pairs {
                compiled.append((try self.evaluator(pair.key, scope), try self.evaluator(pair.value, scope)))
            }
            return DictEvaluator(compiled, offset: offset)
        case .attribute(let owner, let name):
            if Methods.changing.contains(name) { self.changesValues = true }
            return AttributeEvaluator(try self.evaluator(owner, scope), name, offset: offset)
        case .item(let owner, let key):
            return ItemEvaluator(
                try self.evaluator(owner, scope), try self.evaluator(key, scope), offset: offset)
        case .slice(let owner, let start, let stop, let step):
            var bounds: [Evaluator?] = []
            for bound in [start, stop, step] {
                if let bound { bounds.append(try self.evaluator(bound, scope)) } else { bounds.append(nil) }
            }
            return SliceEvaluator(try self.evaluator(owner, scope), bounds, offset: offset)
        case .sliceIndex:
            throw self.fail("Several slices at once are not supported", at: offset)
        case .call(let callee, let arguments): return try self.call(callee, arguments, scope, offset)
        case .filter(let value, let name, let arguments):
            return try self.filter(value, name, arguments, scope, offset)
        case .test(let value, let name, let arguments): return try self.test(value, name, arguments, scope, offset)
        default: return try self.operation(expression, scope)
        }
    }

    private func operation(_ expression: Expression, _ scope: Scope) throws(JinjaError) -> Evaluator {
        let offset = expression.offset
        switch expression.kind {
        case .unary(.not, let operand):
            return NotEvaluator(try self.evaluator(operand, scope), offset: offset)
        case .unary(let sign, let operand):
            return self.folded(
                SignEvaluator(isNegative: sign == .negative, try self.evaluator(operand, scope), offset: offset),
                [operand])
        case .binary(let operation, let left, let right):
            let first = try self.evaluator(left, scope)
            let second = try self.evaluator(right, scope)
            if operation == .and || operation == .or {
                return LogicEvaluator(isAnd: operation == .and, first, second, offset: offset)
            }
            return self.folded(BinaryEvaluator(operation, first, second, offset: offset), [left, right])
        case .concat(let parts):
            if let text = self.joined(parts) { return ConstantEvaluator(.string(text), offset: offset) }
            return ConcatEvaluator(try self.evaluators(parts, scope), mode: self.mode, offset: offset)
        case .compare(let first, let rest):
            var compiled: [(comparison: CompareOperator, operand: Evaluator)] = []
            let left = try self.evaluator(first, scope)
            for (comparison, operand) in rest { compiled.append((comparison, try self.evaluator(operand, scope))) }
            return CompareEvaluator(left, compiled, offset: offset)
        case .conditional(let test, let then, let otherwise):
            let soft = scope.soft
            return ConditionalEvaluator(
                test: try self.evaluator(test, soft), then: try self.evaluator(then, soft),
                otherwise: try self.optional(otherwise, soft), offset: offset)
        default: throw self.fail("Unexpected expression", at: offset)
        }
    }

    /// A sum of constants is worked out once; one that fails is left to fail when it is reached.
    private func folded(_ evaluator: Evaluator, _ operands: [Expression]) -> Evaluator {
        var values: [Value] = []
        for operand in operands {
            guard case .constant(let value) = operand.kind, Number(value) != nil else { return evaluator }
            values.append(value)
        }
        guard let first = values.first else { return evaluator }
        let result: Value?
        if values.count == 1 {
            guard let sign = evaluator as? SignEvaluator else { return evaluator }
            result = try? Arithmetic.signed(first, isNegative: sign.isNegative)
        } else {
            guard let binary = evaluator as? BinaryEvaluator else { return evaluator }
            result = try? Arithmetic.numbers(binary.operation, first, values[1])
        }
        return result.map { ConstantEvaluator($0, offset: evaluator.offset) } ?? evaluator
    }

    /// The text of `a ~ b` when both are constants.
    private func joined(_ parts: [Expression]) -> String? {
        var text = ""
        for part in parts {
            var printer = Printer()
            guard case .constant(let value) = part.kind, !value.isMarkup, let part = try? printer.text(value) else {
                return nil
            }
            text += part
        }
        return text
    }

    func evaluators(_ expressions: [Expression], _ scope: Scope) throws(JinjaError) -> [Evaluator] {
        var result: [Evaluator] = []
        for expression in expressions { result.append(try self.evaluator(expression, scope)) }
        return result
    }

    private func optional(_ expression: Expression?, _ scope: Scope) throws(JinjaError) -> Evaluator? {
        guard let expression else { return nil }
        return try self.evaluator(expression, scope)
    }

    private func name(_ name: String, _ scope: Scope, _ offset: Int) -> Evaluator {
        let slot = scope.symbols.slot(of: name) ?? scope.symbols.declareParameter(name)
        let reference = SlotReference(slot, from: scope.function)
        if reference.hops == 0 { return LocalEvaluator(name, reference.index, scope.visible, offset: offset) }
        return OuterEvaluator(name, reference, scope.visible, offset: offset)
    }

    func call(
        _ callee: Expression, _ arguments: CallArguments, _ scope: Scope, _ offset: Int
    ) throws(JinjaError) -> CallEvaluator {
        CallEvaluator(
            try self.evaluator(callee, scope), try self.arguments(arguments, scope), offset: offset)
    }

    func arguments(_ arguments: CallArguments, _ scope: Scope) throws(JinjaError) -> ArgumentEvaluators {
        var named: [(name: String, value: Evaluator)] = []
        let positional = try self.evaluators(arguments.positional, scope)
        for (name, value) in arguments.named { named.append((name, try self.evaluator(value, scope))) }
        return ArgumentEvaluators(
            positional: positional, named: named,
            positionalRest: try self.optional(arguments.positionalRest, scope),
            namedRest: try self.optional(arguments.namedRest, scope))
    }

    func filter(
        _ value: Expression?, _ name: String, _ arguments: CallArguments, _ scope: Scope, _ offset: Int
    ) throws(JinjaError) -> Evaluator {
        guard let filter = self.environment.filter(name) else {
            let names = Array(self.environment.filters.keys) + Array(Filters.builtIn.keys)
            return try self.unknown("filter", name, names, value, arguments, scope, offset)
        }
        if name == "default" || name == "d", let value, self.environment.filters[name] == nil,
            arguments.named.isEmpty, arguments.positionalRest == nil, arguments.namedRest == nil,
            arguments.positional.count == 1, !self.environment.isTracing,
            let fallback = try self.evaluator(arguments.positional[0], scope) as? ConstantEvaluator
        {
            return DefaultEvaluator(try self.evaluator(value, scope), fallback, offset: offset)
        }
        if name == "join", let value, self.environment.filters[name] == nil, !self.environment.isTracing {
            let compiled = try self.arguments(arguments, scope)
            if let separator = compiled.onlyText {
                return JoinEvaluator(filter, try self.evaluator(value, scope), separator, compiled, offset: offset)
            }
        }
        let input = try self.optional(value, scope)
        let compiled = try self.arguments(arguments, scope)
        guard !self.environment.isTracing else {
            return FilterEvaluator(filter.traced, input, compiled, offset: offset)
        }
        if let input, let constant = compiled.constant, let step = filter.step?(constant) {
            return TextPipeEvaluator(filter, input, compiled, step, offset: offset)
        }
        if name == "format", let input, self.environment.filters[name] == nil,
            let evaluator = FormatEvaluator(filter, input, compiled, offset: offset)
        {
            return evaluator
        }
        return FilterEvaluator(filter, input, compiled, offset: offset)
    }

    private func test(
        _ value: Expression, _ name: String, _ arguments: CallArguments, _ scope: Scope, _ offset: Int
    ) throws(JinjaError) -> Evaluator {
        guard let test = self.environment.test(name) else {
            let names = Array(self.environment.tests.keys) + Array(Tests.builtIn.keys)
            return try self.unknown("test", name, names, value, arguments, scope, offset)
        }
        let input = try self.evaluator(value, scope)
        if name == "defined" || name == "undefined", arguments.isEmpty, self.environment.tests[name] == nil {
            return DefinedEvaluator(input, isDefined: name == "defined", offset: offset)
        }
        return TestEvaluator(test, input, try self.arguments(arguments, scope), offset: offset)
    }

    private func unknown(
        _ kind: String, _ name: String, _ names: [String], _ input: Expression?, _ arguments: CallArguments,
        _ scope: Scope, _ offset: Int
    ) throws(JinjaError) -> Evaluator {
        let message = "There is no \(kind) “\(name)”"
        let near = NearName.find(name, among: names.sorted())
        guard scope.isSoft else {
            throw JinjaError(.syntax, message, suggestion: near).located(self.source, offset)
        }
        return UnknownFilterEvaluator(
            message, suggestion: near, try self.optional(input, scope), try self.arguments(arguments, scope),
            offset: offset)
    }
}
