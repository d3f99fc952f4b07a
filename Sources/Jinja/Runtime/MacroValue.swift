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
    let loads: [SlotLoad]
    let body: Body

    init(
        name: String?, parameters: [String], parameterSlots: [Int], defaults: [Evaluator], callerSlot: Int?,
        namedSlot: Int?, positionalSlot: Int?, slotCount: Int, loads: [SlotLoad], body: [Node]
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
        return escapes ? .markup(text) : .string(text)
    }

    /// Whether so many arguments without name fill parameters, and nothing else has to be bound.
    func takesPlain(_ count: Int) -> Bool {
        count <= self.macro.parameters.count && self.macro.callerSlot == nil && self.macro.namedSlot == nil
            && self.macro.positionalSlot == nil
    }

    /// Runs the macro on arguments that are worked out straight into its variables.
    func run(_ arguments: [Evaluator], _ caller: Frame) throws(JinjaError) {
        let rendering = caller.rendering
        let frame = Frame(
            self.macro.slotCount, parent: self.frame, context: self.frame.context, rendering: rendering,
            program: self.frame.program)
        for position in arguments.indices {
            frame.slots[self.macro.parameterSlots[position]] = try arguments[position].value(caller)
        }
        try rendering.enter()
        defer { rendering.leave() }
        defer { frame.release() }
        frame.enter(self.macro.loads)
        try self.fillDefaults(frame)
        try self.macro.body.run(frame)
    }

    /// Runs the macro and leaves its text in the output.
    func run(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) {
        try rendering.enter()
        defer { rendering.leave() }
        let frame = Frame(
            self.macro.slotCount, parent: self.frame, context: self.frame.context, rendering: rendering,
            program: self.frame.program)
        defer { frame.release() }
        try self.bind(arguments, frame)
        frame.enter(self.macro.loads)
        try self.fillDefaults(frame)
        try self.macro.body.run(frame)
    }

    private func bind(_ arguments: Arguments, _ frame: Frame) throws(JinjaError) {
        let macro = self.macro
        var named = arguments.named
        let given = min(arguments.positional.count, macro.parameters.count)
        for position in 0..<given { frame.slots[macro.parameterSlots[position]] = arguments.positional[position] }
        for position in given..<macro.parameters.count {
            guard let found = named.firstIndex(where: { $0.name == macro.parameters[position] }) else { continue }
            frame.slots[macro.parameterSlots[position]] = named.remove(at: found).value
        }
        if let slot = macro.callerSlot, !macro.parameters.contains("caller") {
            if let found = named.firstIndex(where: { $0.name == "caller" }) {
                frame.slots[slot] = named.remove(at: found).value
            } else {
                frame.slots[slot] = frame.rendering.undefined(
                    "caller", hint: "This macro was not called by a call block")
            }
        }
        if let slot = macro.namedSlot {
            let dict = DictValue()
            for (name, value) in named { dict.set(.string(name), value) }
            frame.slots[slot] = .dict(dict)
        } else if let extra = named.first {
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
        for (position, slot) in macro.parameterSlots.enumerated() where frame.slots[slot] == nil {
            if position >= firstDefault {
                frame.slots[slot] = try macro.defaults[position - firstDefault].value(frame)
            } else {
                let name = macro.parameters[position]
                frame.slots[slot] = frame.rendering.undefined(name, hint: "The parameter “\(name)” was not given")
            }
        }
    }
}
