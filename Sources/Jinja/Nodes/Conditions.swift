final class IfNode: Node {
    private let branches: [(test: Evaluator, body: [Node])]
    private let otherwise: [Node]

    init(_ branches: [(test: Evaluator, body: [Node])], otherwise: [Node]) {
        self.branches = branches
        self.otherwise = otherwise
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        for (test, body) in self.branches where try test.isTrue(frame) { return try body.run(frame) }
        return try self.otherwise.run(frame)
    }
}

/// A body with variables of its own.
final class ScopeNode: Node {
    private let loads: [SlotLoad]
    private let body: [Node]

    init(_ loads: [SlotLoad], _ body: [Node]) {
        self.loads = loads
        self.body = body
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.enter(self.loads)
        return try self.body.run(frame)
    }
}

/// `{% autoescape %}`.
final class AutoescapeNode: Node {
    private let value: Evaluator
    private let loads: [SlotLoad]
    private let body: [Node]

    init(_ value: Evaluator, _ loads: [SlotLoad], _ body: [Node]) {
        self.value = value
        self.loads = loads
        self.body = body
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.enter(self.loads)
        let before = frame.context.autoescape
        frame.context.autoescape = try self.value.isTrue(frame)
        defer { frame.context.autoescape = before }
        return try self.body.run(frame)
    }
}

/// `{% do %}`.
final class EvaluateNode: Node {
    private let expression: Evaluator

    init(_ expression: Evaluator) {
        self.expression = expression
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        _ = try self.expression.value(frame)
        return .next
    }
}

/// `{% break %}` and `{% continue %}`.
final class JumpNode: Node {
    private let flow: Flow

    init(_ flow: Flow) {
        self.flow = flow
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow { self.flow }
}
