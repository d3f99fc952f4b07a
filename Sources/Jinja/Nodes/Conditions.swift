/// `{% if %}`; an `elif` is another one in its `else`.
final class IfNode: Node {
    private let test: Evaluator
    private let body: Body
    private let otherwise: Body

    private init(_ test: Evaluator, _ body: Body, otherwise: Body) {
        self.test = test
        self.body = body
        self.otherwise = otherwise
    }

    static func chain(_ branches: [(test: Evaluator, body: [Node])], otherwise: [Node]) -> [Node] {
        // A template may have more branches than the stack has room for.
        guard branches.count <= 8 else { return [BranchesNode(branches, otherwise: otherwise)] }
        return branches.reversed().reduce(otherwise) { rest, branch in
            [IfNode(branch.test, Body(branch.body), otherwise: Body(rest))]
        }
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        try self.test.isTrue(frame) ? try self.body.run(frame) : try self.otherwise.run(frame)
    }
}

/// `{% if %}` with many branches.
final class BranchesNode: Node {
    private let branches: [(test: Evaluator, body: Body)]
    private let otherwise: Body

    init(_ branches: [(test: Evaluator, body: [Node])], otherwise: [Node]) {
        self.branches = branches.map { ($0.test, Body($0.body)) }
        self.otherwise = Body(otherwise)
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        try frame.rendering.work(self.branches.count)
        for (test, body) in self.branches where try test.isTrue(frame) { return try body.run(frame) }
        return try self.otherwise.run(frame)
    }
}

/// A body with variables of its own.
final class ScopeNode: Node {
    private let loads: ScopeLoads
    private let body: Body

    init(_ loads: ScopeLoads, _ body: [Node]) {
        self.loads = loads
        self.body = Body(body)
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.enter(self.loads)
        return try self.body.run(frame)
    }
}

/// `{% autoescape %}`.
final class AutoescapeNode: Node {
    private let value: Evaluator
    private let loads: ScopeLoads
    private let body: Body
    private let isConstant: Bool

    /// `isConstant`: the body prints only values that are known when compiling.
    init(_ value: Evaluator, _ loads: ScopeLoads, _ body: [Node], isConstant: Bool) {
        self.value = value
        self.loads = loads
        self.body = Body(body)
        self.isConstant = isConstant
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.enter(self.loads)
        let before = frame.context.autoescape
        do throws(JinjaError) { frame.context.autoescape = try self.value.isTrue(frame) } catch {
            // Nobody asks what it is where nothing is escaped.
            guard self.isConstant, error.code == .undefined else { throw error }
        }
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
