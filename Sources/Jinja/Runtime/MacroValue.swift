/// A macro's compiled body and signature.
final class MacroProgram {
    let name: String?
    let parameters: [String]
    /// The slot of each parameter, in order.
    let parameterSlots: [Int]
    /// The defaults of the last parameters.
    let defaults: [Evaluator]
    let callerSlot: Int?
    let namedSlot: Int?
    let positionalSlot: Int?
    let slotCount: Int
    let loads: ScopeLoads
    let body: Body

    init(
        name: String?, parameters: [String], parameterSlots: [Int], defaults: [Evaluator], callerSlot: Int?,
        namedSlot: Int?, positionalSlot: Int?, slotCount: Int, loads: ScopeLoads, body: [Node]
    ) {
        self.name = name
        self.parameters = parameters
        self.parameterSlots = parameterSlots
        self.defaults = defaults
        self.callerSlot = callerSlot
        self.namedSlot = namedSlot
        self.positionalSlot = positionalSlot
        self.slotCount = slotCount
        self.loads = loads
        self.body = Body(body)
    }
}

/// A macro, or the `caller` of a call block, with the frame it was defined in.
// Unchecked: it belongs to the rendering that defined it.
final class MacroValue: Object, @unchecked Sendable {
    let macro: MacroProgram
    private let frame: Frame
    /// The frame of an earlier call, for the next one.
    @exclusivity(unchecked) private var spare: Frame?  // Taken and put back in single steps.

    init(_ macro: MacroProgram, _ frame: Frame) {
        self.macro = macro
        self.frame = frame
    }

    override var typeName: String { "Macro" }
    override var isCallable: Bool { true }

    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? {
        "<Macro \(self.macro.name.map(StringLiteral.repr) ?? "anonymous")>"
    }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        switch name {
        case "name": return self.macro.name.map(Value.string) ?? Value.none
        case "arguments": return .tuple(TupleValue(self.macro.parameters.map(Value.string)))
        case "catch_kwargs": return .bool(self.macro.namedSlot != nil)
        case "catch_varargs": return .bool(self.macro.positionalSlot != nil)
        case "caller": return .bool(self.usesCaller)
        case "explicit_caller": return .bool(self.macro.parameters.contains("caller"))
        default: return nil
        }
    }

    private var usesCaller: Bool { self.macro.callerSlot != nil }

    override func call(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        let escapes = rendering.autoescape
        let mark = try rendering.output.mark()
        try self.run(arguments, rendering)
        let text = rendering.output.take(from: mark)
        try rendering.count(.string(text))
        return escapes ? .markup(text) : .string(text)
    }

    /// Whether so many arguments without name fill parameters, and nothing else has to be bound.
    func takesPlain(_ count: Int) -> Bool {
        count <= self.macro.parameters.count && self.macro.callerSlot == nil && self.macro.namedSlot == nil
            && self.macro.positionalSlot == nil
    }

    /// Runs the macro on arguments that are worked out straight into its variables.
    func run(_ arguments: [Evaluator], _ caller: Frame) throws(JinjaError) {
        let frame = self.newFrame(caller.rendering)
        for position in arguments.indices {
            frame.slots[self.macro.parameterSlots[position]] = try arguments[position].value(caller)
        }
        try self.run(frame)
    }

    /// Runs the macro and leaves its text in the output.
    func run(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) {
        let frame = self.newFrame(rendering)
        try self.bind(arguments, frame)
        try self.run(frame)
    }

    private func run(_ frame: consuming Frame) throws(JinjaError) {
        try frame.rendering.enter()
        defer { frame.rendering.leave() }
        do throws(JinjaError) {
            frame.enter(self.macro.loads)
            try self.fillDefaults(frame)
            try self.macro.body.run(frame)
        } catch {
            frame.release()
            throw error
        }
        frame.release()
        // A frame that macros or loops still refer to is not used again.
        if !frame.hasMacros, isKnownUniquelyReferenced(&frame) {
            frame.clear()
            self.spare = frame
        }
    }

    private func newFrame(_ rendering: Rendering) -> Frame {
        if let frame = self.spare.take(), frame.rendering === rendering { return frame }
        return Frame(
            self.macro.slotCount, parent: self.frame, context: self.frame.context, rendering: rendering,
            program: self.frame.program)
    }

    private func bind(_ arguments: Arguments, _ frame: Frame) throws(JinjaError) {
        let macro = self.macro
        var named = NamedArguments(arguments.named)
        let given = min(arguments.positional.count, macro.parameters.count)
        for position in 0..<given { frame.slots[macro.parameterSlots[position]] = arguments.positional[position] }
        for position in given..<macro.parameters.count {
            guard let found = named.take(macro.parameters[position]) else { continue }
            frame.slots[macro.parameterSlots[position]] = found
        }
        if let slot = macro.callerSlot, !macro.parameters.contains("caller") {
            if let found = named.take("caller") {
                frame.slots[slot] = found
            } else {
                frame.slots[slot] = frame.rendering.undefined(
                    "caller", hint: "This macro was not called by a call block",
                    pythonHint: "No caller defined")
            }
        }
        if let slot = macro.namedSlot {
            let dict = DictValue()
            for (name, value) in named.rest { dict.set(.string(name), value) }
            frame.slots[slot] = .dict(dict)
        } else if let extra = named.rest.first {
            throw JinjaError(.type, "\(self.described) has no parameter “\(extra.name)”")
        }
        if let slot = macro.positionalSlot {
            frame.slots[slot] = .tuple(TupleValue(Array(arguments.positional.dropFirst(macro.parameters.count))))
        } else if arguments.positional.count > macro.parameters.count {
            throw JinjaError(.type, "\(self.described) takes at most \(macro.parameters.count) arguments")
        }
    }

    private var described: String { self.macro.name.map { "The macro “\($0)”" } ?? "The body of this call block" }

    private func fillDefaults(_ frame: Frame) throws(JinjaError) {
        let macro = self.macro
        let firstDefault = macro.parameters.count - macro.defaults.count
        for position in macro.parameterSlots.indices {
            let slot = macro.parameterSlots[position]
            guard frame.slots[slot] == nil else { continue }
            if position >= firstDefault {
                frame.slots[slot] = try macro.defaults[position - firstDefault].value(frame)
            } else {
                let name = macro.parameters[position]
                frame.slots[slot] = frame.rendering.undefined(
                    name, hint: "The parameter “\(name)” was not given",
                    pythonHint: "parameter \(StringLiteral.repr(name)) was not provided")
            }
        }
    }
}
