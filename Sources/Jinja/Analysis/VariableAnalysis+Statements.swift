extension VariableAnalysis {
    mutating func visit(_ statements: [Statement]) {
        for statement in statements { self.visit(statement) }
    }

    /// Names bound inside stay inside.
    mutating func scoped(_ body: (inout VariableAnalysis) -> Void) {
        let (names, guarded) = (self.names, self.guarded)
        body(&self)
        (self.names, self.guarded) = (names, guarded)
    }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .output(let pieces): for case .expression(let expression) in pieces { self.read(expression) }
        case .loop(let loop): self.visit(loop)
        case .condition(let branches, let otherwise): self.visit(branches, otherwise)
        case .macro(let macro):
            self.scoped { $0.visitBody(of: macro, arguments: [:]) }
            if let name = macro.name { self.names[name] = .macro(macro, self.home) }
        case .callBlock(let call, let body):
            self.read(call)
            self.scoped { $0.visitBody(of: body, arguments: [:]) }
        case .filterBlock(let filter, let body):
            self.scoped { $0.visit(body) }
            self.read(filter)
        case .assign(let target, let value): self.bind(target, self.read(value))
        case .assignBlock(let target, let filter, let body):
            self.scoped { $0.visit(body) }
            if let filter { self.read(filter) }
            self.bind(target, .none)
        case .with(let bindings, let body):
            let origins = bindings.map { self.read($0.value) }
            self.scoped { inner in
                for (binding, origin) in zip(bindings, origins) { inner.bind(binding.target, origin) }
                inner.visit(body)
            }
        case .block(let block):
            if !self.replacedBlocks.contains(block.name) { self.scoped { $0.visit(block.body) } }
        // What it extends is looked at when its own names are known.
        case .extends(let template): self.read(template)
        case .include(let template, let ignoreMissing, let withContext):
            self.include(template, ignoreMissing: ignoreMissing, withContext: withContext)
        case .importAll(let template, let name, let withContext):
            self.names[name] = .module(self.module(template, withContext: withContext))
        case .importNames(let template, let names, let withContext):
            let module = self.module(template, withContext: withContext)
            for name in names { self.names[name.alias] = module[name.name] ?? Origin.none }
        case .autoescape(let value, let body):
            self.read(value)
            self.scoped { $0.visit(body) }
        case .evaluate(let expression): self.read(expression)
        case .leaveLoop, .nextStep: break
        }
    }

    private mutating func visit(_ loop: Statement.Loop) {
        let items = self.read(loop.items, kind: .list)
        self.scoped { inner in
            switch items {
            case .pairs(let path): inner.bind(loop.target, to: [.none, .value(path)])
            case .groups(let path, let key):
                if case .tuple = loop.target.kind {
                    inner.bind(loop.target, to: [key, .items(path)])
                } else {
                    inner.bind(loop.target, items)
                }
            case .number: inner.bind(loop.target, .number)
            default: inner.bind(loop.target, inner.item(of: items))
            }
            if let test = loop.test { inner.check(test) }
            inner.visit(loop.body)
        }
        self.scoped { $0.visit(loop.otherwise) }
    }

    private mutating func visit(_ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement]) {
        let guarded = self.guarded
        for branch in branches {
            self.guarded = guarded
            self.check(branch.test)
            self.visit(branch.body)
        }
        self.guarded = guarded
        self.visit(otherwise)
        self.guarded = guarded
    }

    /// Reads a condition; what it proves to be there is guarded from now on.
    mutating func check(_ test: Expression) {
        switch test.kind {
        case .binary(.and, let left, let right):
            self.check(left)
            self.check(right)
        case .test(let value, "defined", _):
            let origin = self.read(value, isRequired: false)
            if case .value(let path) = origin { self.guarded.insert(path) }
        default: self.read(test, mayBeBoolean: true)
        }
    }

    mutating func bind(_ target: Expression, _ origin: Origin) {
        switch target.kind {
        case .name(let name): self.names[name] = origin
        case .namespaceTarget: break
        default: for child in target.children { self.bind(child, .none) }
        }
    }

    private mutating func bind(_ target: Expression, to origins: [Origin]) {
        guard case .tuple(let items) = target.kind, items.count == origins.count else {
            return self.bind(target, .none)
        }
        for (item, origin) in zip(items, origins) { self.bind(item, origin) }
    }

    mutating func visitBody(of macro: Statement.Macro, arguments: [String: Origin]) {
        for value in macro.defaults { self.read(value) }
        for parameter in macro.parameters { self.names[parameter] = arguments[parameter] ?? Origin.none }
        self.visit(macro.body)
    }

    /// A call of a macro of this template: its body tells what its arguments must have.
    mutating func follow(
        _ macro: Statement.Macro, _ home: Home, _ origins: [Origin], _ named: [(String, Origin)], at offset: Int
    ) {
        guard self.macroDepth < 3, self.spend() else { return }
        var arguments = Dictionary(named) { $1 }
        for (parameter, origin) in zip(macro.parameters, origins) { arguments[parameter] = origin }
        self.macroDepth += 1
        let (caller, line) = (self.home, self.mainLine)
        if home !== caller { self.mainLine = line ?? self.line(at: offset) }
        self.home = home
        self.scoped { inner in
            // Code of another template does not see the names of this one.
            if home !== caller { inner.names = [:] }
            inner.visitBody(of: macro, arguments: arguments)
        }
        (self.home, self.mainLine) = (caller, line)
        self.macroDepth -= 1
    }
}
