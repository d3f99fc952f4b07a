/// What an assignment binds.
indirect enum Target {
    case slot(Int)
    case tuple([Target])
    case namespace(SlotReference, String)

    func assign(_ value: Value, _ frame: Frame) throws(JinjaError) {
        switch self {
        case .slot(let index): frame.slots[index] = value
        case .tuple(let targets):
            let items = try frame.rendering.array(value)
            guard items.count == targets.count else {
                throw JinjaError(.value, "\(targets.count) names on the left, but \(items.count) values on the right")
            }
            for (target, item) in zip(targets, items) { try target.assign(item, frame) }
        case .namespace(let reference, let name):
            guard case .object(let object) = frame.at(reference), let namespace = object as? NamespaceValue else {
                throw JinjaError(.runtime, "Only attributes of a namespace can be set, as in namespace(a=1)")
            }
            namespace.set(name, value, frame.rendering)
        }
    }

    /// The namespaces that must exist before the value is worked out, as in Jinja2.
    func check(_ frame: Frame) throws(JinjaError) {
        switch self {
        case .slot: break
        case .tuple(let targets): for target in targets { try target.check(frame) }
        case .namespace(let reference, _):
            if case .object(let object) = frame.at(reference), object is NamespaceValue { return }
            throw JinjaError(.runtime, "Only attributes of a namespace can be set, as in namespace(a=1)")
        }
    }
}

/// A name set at the top level of a template, which includes, blocks and importers can see.
struct Publication {
    let name: String
    let index: Int
    let isExported: Bool

    func publish(_ frame: Frame) {
        frame.context.set(self.name, frame.slots[self.index])
        if self.isExported { frame.context.exported.insert(self.name) }
    }
}

/// `{% set a = b %}`.
final class SetNode: Node {
    private let target: Target
    private let value: Evaluator
    private let publications: [Publication]

    init(_ target: Target, _ value: Evaluator, _ publications: [Publication]) {
        self.target = target
        self.value = value
        self.publications = publications
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        do throws(JinjaError) {
            try self.target.check(frame)
            try self.target.assign(try self.value.value(frame), frame)
        } catch { throw self.value.place(error, frame) }
        for publication in self.publications { publication.publish(frame) }
        return .next
    }
}

/// `{% set a %}…{% endset %}`.
final class SetBlockNode: Node {
    private let target: Target
    private let filter: FilterEvaluator?
    private let loads: ScopeLoads
    private let body: Body
    private let mode: EscapeMode
    private let publications: [Publication]
    private let offset: Int

    init(
        _ target: Target, filter: FilterEvaluator?, loads: ScopeLoads, body: [Node], mode: EscapeMode,
        publications: [Publication], offset: Int
    ) {
        self.target = target
        self.filter = filter
        self.loads = loads
        self.body = Body(body)
        self.mode = mode
        self.publications = publications
        self.offset = offset
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.enter(self.loads)
        let mark = try frame.output.mark()
        let flow = try self.body.run(frame)
        let text = frame.output.take(from: mark)
        guard flow == .next else { return flow }
        do throws(JinjaError) {
            try frame.rendering.count(.string(text))
            var value: Value = self.mode.isOn(frame) ? .markup(text) : .string(text)
            if let filter = self.filter {
                value = try filter.value(frame, ofBlock: value)
                let filtered = try frame.rendering.text(of: value)
                if frame.context.autoescape { value = .markup(filtered) }
            } else if frame.context.autoescape {
                value = .markup(text)
            }
            try self.target.assign(value, frame)
        } catch { throw error.located(frame.program.source, self.offset) }
        for publication in self.publications { publication.publish(frame) }
        return .next
    }
}

/// `{% with a = b %}`: the values are worked out in the scope around it.
final class WithNode: Node {
    private let bindings: [(target: Target, value: Evaluator)]
    private let loads: ScopeLoads
    private let body: Body

    init(_ bindings: [(target: Target, value: Evaluator)], loads: ScopeLoads, body: [Node]) {
        self.bindings = bindings
        self.loads = loads
        self.body = Body(body)
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.enter(self.loads)
        for (target, value) in self.bindings {
            do throws(JinjaError) {
                try target.assign(try value.value(frame), frame)
            } catch { throw value.place(error, frame) }
        }
        return try self.body.run(frame)
    }
}

/// `{% filter name %}`.
final class FilterBlockNode: Node {
    private let filter: FilterEvaluator
    private let loads: ScopeLoads
    private let body: Body
    private let mode: EscapeMode

    init(_ filter: FilterEvaluator, loads: ScopeLoads, body: [Node], mode: EscapeMode) {
        self.filter = filter
        self.loads = loads
        self.body = Body(body)
        self.mode = mode
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.enter(self.loads)
        let mark = try frame.output.mark()
        let flow = try self.body.run(frame)
        let text = frame.output.take(from: mark)
        guard flow == .next else { return flow }
        let input: Value = self.mode.isOn(frame) ? .markup(text) : .string(text)
        do throws(JinjaError) { try frame.rendering.count(input) } catch { throw self.filter.place(error, frame) }
        let value = try self.filter.value(frame, ofBlock: input)
        do throws(JinjaError) {
            // Jinja2 writes the result as it is, without escaping; only text can be written.
            guard let text = value.stringValue else {
                throw JinjaError(.type, "The filter of a block must give text, not a \(value.typeName)")
            }
            frame.rendering.trace(text, frame, self.filter.offset)
            try frame.output.append(text)
        } catch { throw self.filter.place(error, frame) }
        return .next
    }
}
