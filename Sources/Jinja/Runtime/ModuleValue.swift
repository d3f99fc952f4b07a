/// What `import` binds: the names a template exports, and its text.
// Unchecked: it belongs to the rendering that imported it.
final class ModuleValue: Object, @unchecked Sendable {
    let name: String
    let members = DictValue()
    let text: String

    init(_ program: Program, _ context: Context, _ rendering: Rendering) throws(JinjaError) {
        let mark = try rendering.output.mark()
        try program.run(context, rendering)
        self.text = rendering.output.take(from: mark)
        try rendering.count(.string(self.text))
        self.name = program.name
        guard let variables = context.variables else { return }
        for position in 0..<variables.count {
            let key = variables.key(at: position)
            if context.exported.contains(key.stringValue ?? "") { self.members.set(key, variables.value(at: position)) }
        }
    }

    override var typeName: String { "TemplateModule" }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        if let member = self.members.member(name) { return member }
        let names = self.members.keys.compactMap(\.stringValue).sorted()
        return .undefined(
            Undefined(name: name, owner: "template module", kind: rendering.environment.undefined) { names })
    }

    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? { self.text }
    override func markup(_ rendering: Rendering) throws(JinjaError) -> String? { self.text }
}

extension Rendering {
    /// The module of a template imported without context: one per rendering.
    func module(_ program: Program) throws(JinjaError) -> ModuleValue {
        if let module = self.modules[ObjectIdentifier(program)] { return module }
        let module = try ModuleValue(program, program.context([], self), self)
        self.modules[ObjectIdentifier(program)] = module
        return module
    }

    /// The template that a name means.
    func program(_ name: Value) throws(JinjaError) -> Program {
        switch name {
        case .string(let name), .markup(let name): return try self.environment.template(name).program
        case .undefined(let undefined): throw undefined.error
        default: throw JinjaError(.type, "The name of a template is text, not a \(name.typeName)")
        }
    }

    /// The first template of a list of names that exists; nil when none does and that is allowed.
    func firstProgram(_ names: Value, ignoreMissing: Bool) throws(JinjaError) -> Program? {
        var candidates = [names]
        if names.stringValue == nil {
            if case .undefined(let undefined) = names { throw undefined.error }
            candidates = try self.array(names)
        }
        var missing: JinjaError?
        for candidate in candidates {
            if case .undefined = candidate { continue }
            do throws(JinjaError) {
                return try self.program(candidate)
            } catch {
                guard error.code == .templateNotFound else { throw error }
                missing = error
            }
        }
        if ignoreMissing { return nil }
        if candidates.count > 1 { throw JinjaError(.templateNotFound, "None of these templates exists") }
        throw missing ?? JinjaError(.templateNotFound, "There is no name of a template to include")
    }
}
