final class AttributeEvaluator: Evaluator {
    let owner: Evaluator
    let name: String
    private let isDictMethod: Bool

    init(_ owner: Evaluator, _ name: String, offset: Int) {
        self.owner = owner
        self.name = name
        self.isDictMethod = Methods.exists(name, onDict: true)
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let owner = try self.owner.value(frame)
        if case .dict(let dict) = owner, !self.isDictMethod, let member = dict.member(self.name) { return member }
        do throws(JinjaError) {
            return frame.placed(try frame.rendering.attribute(self.name, of: owner), self.offset)
        } catch { throw self.place(error, frame) }
    }
}

final class ItemEvaluator: Evaluator {
    private let owner: Evaluator
    private let key: Evaluator

    init(_ owner: Evaluator, _ key: Evaluator, offset: Int) {
        self.owner = owner
        self.key = key
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let owner = try self.owner.value(frame)
        let key = try self.key.value(frame)
        do throws(JinjaError) {
            return frame.placed(
                try frame.rendering.item(key, of: owner, isLiteral: self.key.constant != nil), self.offset)
        } catch { throw self.place(error, frame) }
    }
}

final class SliceEvaluator: Evaluator {
    private let owner: Evaluator
    private let bounds: [Evaluator?]

    init(_ owner: Evaluator, _ bounds: [Evaluator?], offset: Int) {
        self.owner = owner
        self.bounds = bounds
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let owner = try self.owner.value(frame)
        var bounds: [Int?] = []
        for bound in self.bounds {
            let value = try bound?.value(frame) ?? .none
            switch value {
            case .none: bounds.append(nil)
            case .int(let number): bounds.append(number)
            case .bool(let truth): bounds.append(truth ? 1 : 0)
            case .undefined(let undefined): throw self.place(undefined.error, frame)
            case .object(let object as BigIntegerValue): bounds.append(object.number.isNegative ? Int.min + 1 : Int.max)
            default: throw self.place(JinjaError(.type, "The bounds of a slice are whole numbers"), frame)
            }
        }
        do throws(JinjaError) {
            return try Slicing.slice(owner, bounds[0], bounds[1], bounds[2], frame.rendering)
        } catch { throw self.place(error, frame) }
    }
}

/// The arguments of a call, compiled.
struct ArgumentEvaluators {
    let positional: [Evaluator]
    let named: [(name: String, value: Evaluator)]
    let positionalRest: Evaluator?
    let namedRest: Evaluator?

    var isEmpty: Bool {
        self.positional.isEmpty && self.named.isEmpty && self.positionalRest == nil && self.namedRest == nil
    }

    func arguments(_ frame: Frame) throws(JinjaError) -> Arguments {
        var arguments = Arguments()
        if !self.positional.isEmpty {
            arguments.positional.reserveCapacity(self.positional.count)
            for item in self.positional { arguments.positional.append(try item.value(frame)) }
        }
        for (name, value) in self.named { arguments.named.append((name, try value.value(frame))) }
        if let rest = self.positionalRest {
            arguments.positional += try frame.rendering.array(try rest.value(frame))
        }
        if let rest = self.namedRest {
            let value = try rest.value(frame)
            if case .undefined(let undefined) = value { throw undefined.error }
            guard case .dict(let dict) = value else {
                throw JinjaError(.type, "The value after ** is not a dictionary")
            }
            for (key, value) in zip(dict.keys, dict.values) {
                guard let name = key.stringValue else { throw JinjaError(.type, "Names of arguments are text") }
                guard !arguments.named.contains(where: { $0.name == name }) else {
                    throw JinjaError(.type, "The argument “\(name)” is given twice")
                }
                arguments.named.append((name, value))
            }
        }
        return arguments
    }
}

final class CallEvaluator: Evaluator {
    private let callee: Evaluator
    private let arguments: ArgumentEvaluators

    init(_ callee: Evaluator, _ arguments: ArgumentEvaluators, offset: Int) {
        self.callee = callee
        self.arguments = arguments
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        try self.call(frame, caller: nil)
    }

    /// The call, with the body of a call block as a further argument.
    func call(_ frame: Frame, caller: MacroValue?) throws(JinjaError) -> Value {
        do throws(JinjaError) {
            if let method = self.callee as? AttributeEvaluator {
                let owner = try method.owner.value(frame)
                if Methods.exists(method.name, on: owner) {
                    let arguments = try self.evaluated(frame, caller)
                    frame.rendering.autoescape = frame.context.autoescape
                    return try Methods.call(method.name, on: owner, arguments, frame.rendering)
                }
                do throws(JinjaError) {
                    let callee = try frame.rendering.attribute(method.name, of: owner)
                    return try self.call(callee, frame, caller)
                } catch { throw method.place(error, frame) }
            }
            return try self.call(try self.callee.value(frame), frame, caller)
        } catch {
            throw error.through(frame.program.source, self.callee.offset)
        }
    }

    private func call(_ callee: Value, _ frame: Frame, _ caller: MacroValue?) throws(JinjaError) -> Value {
        switch callee {
        case .object(let object) where object.isCallable:
            let arguments = try self.evaluated(frame, caller)
            frame.rendering.autoescape = frame.context.autoescape
            return try object.call(arguments, frame.rendering)
        case .undefined(let undefined): throw undefined.error
        default: throw JinjaError(.type, "A \(callee.typeName) cannot be called")
        }
    }

    private func evaluated(_ frame: Frame, _ caller: MacroValue?) throws(JinjaError) -> Arguments {
        var arguments = self.arguments.isEmpty ? .none : try self.arguments.arguments(frame)
        if let caller { arguments.named.append(("caller", .object(caller))) }
        return arguments
    }
}
