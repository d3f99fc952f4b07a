/// `{% block %}`.
final class BlockNode: Node {
    private let name: String
    private let isScoped: Bool
    private let isRequired: Bool
    private let locals: [LocalName]
    private let offset: Int

    init(_ name: String, isScoped: Bool, isRequired: Bool, locals: [LocalName], offset: Int) {
        self.name = name
        self.isScoped = isScoped
        self.isRequired = isRequired
        self.locals = locals
        self.offset = offset
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        guard let chain = frame.context.blocks[self.name], let first = chain.first else { return .next }
        let context = self.isScoped ? frame.context.derived(adding: self.locals.values(frame)) : frame.context
        do throws(JinjaError) {
            if self.isRequired, chain.count <= 1 {
                throw JinjaError(.runtime, "The required block “\(self.name)” is not filled in")
            }
            try first.run(context, depth: 0, frame.rendering)
        } catch { throw error.through(frame.program.source, self.offset) }
        return .next
    }
}

/// A name that an include or scoped block can see, and its slot.
struct LocalName {
    let name: String
    let reference: SlotReference
}

extension [LocalName] {
    func values(_ frame: Frame) -> DictValue {
        let values = DictValue()
        for local in self { if let value = frame.at(local.reference) { values.set(.string(local.name), value) } }
        return values
    }
}

/// `{% extends %}`.
final class ExtendsNode: Node {
    private let template: Evaluator

    init(_ template: Evaluator) {
        self.template = template
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        do throws(JinjaError) {
            guard frame.parentTemplate == nil else {
                throw JinjaError(.runtime, "A template can extend only one other")
            }
            let parent = try frame.rendering.program(try self.template.value(frame))
            for (name, block) in parent.blocks {
                frame.context.blocks[name, default: []].append(BoundBlock(block: block, program: parent))
            }
            frame.parentTemplate = parent
        } catch { throw error.through(frame.program.source, self.template.offset) }
        return .next
    }
}

/// `{% include %}`.
final class IncludeNode: Node {
    private let template: Evaluator
    private let ignoreMissing: Bool
    private let withContext: Bool
    private let locals: [LocalName]

    init(_ template: Evaluator, ignoreMissing: Bool, withContext: Bool, locals: [LocalName]) {
        self.template = template
        self.ignoreMissing = ignoreMissing
        self.withContext = withContext
        self.locals = locals
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        let rendering = frame.rendering
        do throws(JinjaError) {
            let name = try self.template.value(frame)
            guard let program = try rendering.firstProgram(name, ignoreMissing: self.ignoreMissing) else {
                return .next
            }
            try rendering.enter()
            defer { rendering.leave() }
            if self.withContext {
                let layers = frame.context.snapshot(adding: self.locals.values(frame))
                try program.run(program.context(layers, rendering), rendering)
            } else {
                let text = try rendering.module(program).text
                rendering.trace(text, frame, self.template.offset)
                try rendering.output.append(text)
            }
        } catch { throw error.through(frame.program.source, self.template.offset) }
        return .next
    }
}

/// `{% import %}` and `{% from … import %}`.
final class ImportNode: Node {
    enum Names {
        case all(Publication)
        case some([(name: String, publication: Publication)])
    }

    private let template: Evaluator
    private let names: Names
    private let withContext: Bool
    private let locals: [LocalName]
    private let isTopLevel: Bool

    init(_ template: Evaluator, _ names: Names, withContext: Bool, locals: [LocalName], isTopLevel: Bool) {
        self.template = template
        self.names = names
        self.withContext = withContext
        self.locals = locals
        self.isTopLevel = isTopLevel
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        let module: ModuleValue
        do throws(JinjaError) {
            module = try self.module(frame)
        } catch { throw error.through(frame.program.source, self.template.offset) }
        switch self.names {
        case .all(let publication):
            frame.slots[publication.index] = .object(module)
            self.publish(publication, frame)
        case .some(let names):
            for (name, publication) in names {
                let value =
                    module.members.member(name)
                    ?? frame.rendering.undefined(
                        name, hint: "The template “\(module.name)” does not export “\(name)”")
                frame.slots[publication.index] = value
                self.publish(publication, frame)
            }
        }
        return .next
    }

    private func publish(_ publication: Publication, _ frame: Frame) {
        guard self.isTopLevel else { return }
        publication.publish(frame)
        frame.context.exported.remove(publication.name)
    }

    private func module(_ frame: Frame) throws(JinjaError) -> ModuleValue {
        let rendering = frame.rendering
        let program = try rendering.program(try self.template.value(frame))
        try rendering.enter()
        defer { rendering.leave() }
        guard self.withContext else { return try rendering.module(program) }
        let layers = frame.context.snapshot(adding: self.locals.values(frame))
        return try ModuleValue(program, program.context(layers, rendering), rendering)
    }
}
