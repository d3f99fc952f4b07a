/// Whether a body reads one of the special names: `loop`, `self`, `super`, `caller`, `varargs`, `kwargs`.
struct NameSearch {
    private var wanted: Set<String>
    private(set) var found: Set<String> = []

    /// The names of `wanted` that are read before they are bound; blocks are functions of their own.
    static func names(_ wanted: Set<String>, in statements: [Statement]) -> Set<String> {
        var search = NameSearch(wanted: wanted)
        search.visit(statements)
        return search.found
    }

    private init(wanted: Set<String>) {
        self.wanted = wanted
    }

    private mutating func visit(_ statements: [Statement]) {
        for statement in statements { self.visit(statement) }
    }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .output(let pieces): for case .expression(let expression) in pieces { self.visit(expression) }
        case .loop(let loop):
            self.bind(loop.target)
            self.visit(loop.items)
            self.visit(loop.body)
            self.visit(loop.otherwise)
            if let test = loop.test { self.visit(test) }
        case .condition(let branches, let otherwise):
            for branch in branches {
                self.visit(branch.test)
                self.visit(branch.body)
            }
            self.visit(otherwise)
        case .macro(let macro): self.visit(macro)
        case .callBlock(let call, let body):
            self.visit(call)
            self.visit(body)
        case .filterBlock(let filter, let body):
            self.visit(body)
            self.visit(filter)
        case .assign(let target, let value):
            self.bind(target)
            self.visit(value)
        case .assignBlock(let target, let filter, let body):
            self.bind(target)
            if let filter { self.visit(filter) }
            self.visit(body)
        case .with(let bindings, let body):
            for binding in bindings { self.bind(binding.target) }
            for binding in bindings { self.visit(binding.value) }
            self.visit(body)
        case .block, .leaveLoop, .nextStep: break
        case .extends(let template), .include(let template, _, _), .importAll(let template, _, _),
            .importNames(let template, _, _), .evaluate(let template):
            self.visit(template)
        case .autoescape(let value, let body):
            self.visit(value)
            self.visit(body)
        }
    }

    private mutating func visit(_ macro: Statement.Macro) {
        for parameter in macro.parameters { self.wanted.remove(parameter) }
        for value in macro.defaults { self.visit(value) }
        self.visit(macro.body)
    }

    private mutating func visit(_ expression: Expression) {
        if case .name(let name) = expression.kind, self.wanted.contains(name) { self.found.insert(name) }
        for child in expression.children { self.visit(child) }
    }

    private mutating func bind(_ target: Expression) {
        if case .name(let name) = target.kind { self.wanted.remove(name) }
        for child in target.children { self.bind(child) }
    }
}
