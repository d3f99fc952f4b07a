final class AttributeEvaluator: PlacedEvaluator {
    let owner: Evaluator
    let name: String
    private let mark: KeyMark
    private let loopField: LoopValue.Field?
    private let isDictMethod: Bool
    /// The slot of an owner that is a variable of the running function; -1 for others.
    private let ownerSlot: Int

    init(_ owner: Evaluator, _ name: String, offset: Int) {
        self.owner = owner
        self.name = name
        self.ownerSlot = (owner as? LocalEvaluator)?.index ?? -1
        self.mark = KeyMark(name)
        self.loopField = LoopValue.Field(rawValue: name)
        self.isDictMethod = Methods.exists(name, onDict: true)
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        if let field = self.loopField, let loop = self.owner.borrow(frame)?.loop {
            return try self.value(of: field, loop.takeUnretainedValue(), frame)
        }
        if let place = self.borrow(frame) { return place.pointee }
        let owner = try self.owner.value(frame)
        if case .dict(let dict) = owner, !self.isDictMethod, let place = dict.pointer(to: self.name, self.mark) {
            return place.pointee
        }
        do throws(JinjaError) {
            return frame.placed(try frame.rendering.attribute(self.name, of: owner), self.offset)
        } catch { throw self.place(error, frame) }
    }

    private func value(
        of field: LoopValue.Field, _ loop: LoopValue, _ frame: Frame
    ) throws(JinjaError) -> Value {
        do throws(JinjaError) { return try loop.value(of: field) } catch { throw self.place(error, frame) }
    }

    override func borrow(_ frame: Frame) -> UnsafePointer<Value>? {
        guard !self.isDictMethod, let owner = self.ownerPlace(frame)?.dictionary else { return nil }
        return owner._withUnsafeGuaranteedRef { UnsafePointer($0.pointer(to: self.name, self.mark)) }
    }

    /// Where the owner is; mostly it is a variable, which needs no call.
    @inline(__always)
    private func ownerPlace(_ frame: Frame) -> UnsafePointer<Value>? {
        self.ownerSlot >= 0 ? frame.place(self.ownerSlot) : self.owner.borrow(frame)
    }

    override func isMissing(_ frame: Frame) -> Bool {
        guard !self.isDictMethod, let owner = self.ownerPlace(frame)?.dictionary else { return false }
        return owner._withUnsafeGuaranteedRef { $0.pointer(to: self.name, self.mark) } == nil
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
        var values: [Value] = []
        for bound in self.bounds { values.append(try bound?.value(frame) ?? .none) }
        if case .undefined(let undefined) = owner, undefined.kind == .chainable { return owner }
        if case .undefined(let undefined) = owner { throw self.place(undefined.error, frame) }
        for value in values { if case .undefined(let undefined) = value { throw self.place(undefined.error, frame) } }
        var bounds: [Int?] = []
        for value in values {
            switch value {
            case .none: bounds.append(nil)
            case .int(let number): bounds.append(number)
            case .bool(let truth): bounds.append(truth ? 1 : 0)
            case .object(let object as BigIntegerValue): bounds.append(object.number.isNegative ? Int.min + 1 : Int.max)
            default: throw self.place(JinjaError(.type, "The bounds of a slice are whole numbers"), frame)
            }
        }
        do throws(JinjaError) {
            try frame.rendering.workOn(owner)
            let result = try Slicing.slice(owner, bounds[0], bounds[1], bounds[2], frame.rendering)
            try frame.rendering.count(result)
            return result
        } catch { throw self.place(error, frame) }
    }
}

extension UnsafePointer<Value> {
    /// The dictionary at this place, whose references are not counted: it lives as long as the place keeps it.
    @inline(__always)
    var dictionary: Unmanaged<DictValue>? {
        guard case .dict(let dict) = self.pointee else { return nil }
        return Unmanaged.passUnretained(dict)
    }

    /// The `loop` variable at this place.
    @inline(__always)
    var loop: Unmanaged<LoopValue>? {
        guard case .object(let object) = self.pointee, type(of: object) == LoopValue.self else { return nil }
        return Unmanaged.passUnretained(unsafeDowncast(object, to: LoopValue.self))
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

    /// A macro writes straight into the output, unless its text is to be escaped afterwards.
    override func write(_ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        guard let place = self.callee.borrow(frame), case .object(let object) = place.pointee,
            type(of: object) == MacroValue.self, frame.context.autoescape || !mode.isOn(frame)
        else { return try super.write(frame, mode) }
        do throws(JinjaError) {
            let macro = unsafeDowncast(object, to: MacroValue.self)
            if self.arguments.isPlain, macro.takesPlain(self.arguments.positional.count) {
                frame.rendering.escapes = frame.context.autoescape
                return try macro.run(self.arguments.positional, frame)
            }
            let arguments = try self.evaluated(frame, nil)
            frame.rendering.escapes = frame.context.autoescape
            try macro.run(arguments, frame.rendering)
        } catch {
            throw error.through(frame.program.source, self.callee.offset)
        }
    }

    /// The call, with the body of a call block as a further argument.
    func call(_ frame: Frame, caller: MacroValue?) throws(JinjaError) -> Value {
        do throws(JinjaError) {
            if let method = self.callee as? AttributeEvaluator {
                let owner = try method.owner.value(frame)
                if Methods.exists(method.name, on: owner) {
                    let arguments = try self.evaluated(frame, caller)
                    frame.rendering.escapes = frame.context.autoescape
                    let result = try Methods.call(method.name, on: owner, arguments, frame.rendering)
                    try frame.rendering.count(result)
                    return result
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
            frame.rendering.escapes = frame.context.autoescape
            return try object.call(arguments, frame.rendering)
        case .undefined(let undefined):
            // Python works out the arguments first, and what fails there is told first.
            _ = try self.evaluated(frame, caller)
            throw undefined.error
        default:
            _ = try self.evaluated(frame, caller)
            throw JinjaError(.type, "This is no function: a value of the type \(callee.typeName) cannot be called")
        }
    }

    private func evaluated(_ frame: Frame, _ caller: MacroValue?) throws(JinjaError) -> Arguments {
        var arguments = self.arguments.isEmpty ? .none : try self.arguments.arguments(frame)
        if let caller { arguments.named.append(("caller", .object(caller))) }
        return arguments
    }
}
