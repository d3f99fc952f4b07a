/// Turns a syntax tree into nodes with resolved variables.
final class Compiler {
    let source: TemplateSource
    let environment: Environment
    let clock: CompileClock
    /// What is known of escaping at the place being compiled.
    var mode: EscapeMode
    /// What the innermost constant setting says; Jinja2 prints constants by it even where escaping depends on a value.
    var escapesConstants: Bool
    private(set) var blocks: [(offset: Int, block: Statement.Block)] = []
    private var blockNames: Set<String> = []
    var hasKnownExtends = false
    var extendsCount = 0
    var changesValues = false

    init(_ source: TemplateSource, _ environment: Environment) {
        self.source = source
        self.environment = environment
        self.clock = CompileClock(environment.limits)
        self.mode = environment.autoescape ? .on : .off
        self.escapesConstants = environment.autoescape
    }

    func program(_ tree: [Statement]) throws(JinjaError) -> Program {
        try self.collectBlocks(tree)
        let hasExtends = Self.containsExtends(tree)
        var scope = Scope(function: FunctionScope(self.clock), symbols: nil)
        var selfSlot: Int?
        if !NameSearch.names(["self"], in: tree).isEmpty {
            selfSlot = scope.symbols.declareParameter("self").index
        }
        scope.symbols.visit(tree)
        scope.isTopLevel = true
        scope.isRoot = true
        scope.checksOutput = hasExtends
        let body = try self.nodes(tree, scope)
        let loads = self.loads(scope)
        let initialMode = self.mode
        var compiled: [BlockProgram] = []
        for (_, block) in self.blocks {
            self.mode = initialMode
            compiled.append(try self.blockProgram(block))
        }
        guard !self.clock.isOver else {
            throw JinjaError(.limit, "Compiling the template takes longer than \(self.environment.limits.time)")
                .located(self.source, 0)
        }
        return Program(
            source: self.source, tree: tree, slotCount: scope.function.slotCount, loads: loads, selfSlot: selfSlot,
            body: body, blocks: compiled, hasExtends: hasExtends, changesValues: self.changesValues)
    }

    private func blockProgram(_ block: Statement.Block) throws(JinjaError) -> BlockProgram {
        let scope = Scope(function: FunctionScope(self.clock), symbols: nil)
        let special = NameSearch.names(["self", "super"], in: block.body)
        let selfSlot = special.contains("self") ? scope.symbols.declareParameter("self").index : nil
        let superSlot = special.contains("super") ? scope.symbols.declareParameter("super").index : nil
        scope.symbols.visit(block.body)
        let body = try self.nodes(block.body, scope)
        return BlockProgram(
            name: block.name, slotCount: scope.function.slotCount, loads: self.loads(scope), selfSlot: selfSlot,
            superSlot: superSlot, body: body)
    }

    func nodes(_ statements: [Statement], _ scope: Scope) throws(JinjaError) -> [Node] {
        var nodes: [Node] = []
        for statement in statements {
            guard self.clock.spend() else {
                throw JinjaError(.limit, "Compiling the template takes longer than \(self.environment.limits.time)")
                    .located(self.source, statement.offset)
            }
            // Nothing behind a second `extends` of the top level can run.
            if case .extends = statement.kind, self.hasKnownExtends, scope.isRoot {
                nodes += try self.nodes(statement, scope)
                break
            }
            nodes += try self.nodes(statement, scope)
        }
        return nodes
    }

    /// The loads of a scope, as seen from its function.
    func loads(_ scope: Scope) -> ScopeLoads {
        ScopeLoads(
            scope.symbols.entries.compactMap { slot, load in
                switch load {
                case .parameter: nil
                case .missing: ScopeLoads.Load(slot.index, .nothing)
                case .alias(let outer):
                    ScopeLoads.Load(slot.index, .slot(SlotReference(outer, from: scope.function)))
                case .resolve(let name):
                    ScopeLoads.Load(
                        slot.index, .name(KeyMark(name)), name: name, global: self.environment.global(name))
                }
            })
    }

    func fail(_ message: String, at offset: Int) -> JinjaError {
        JinjaError(.syntax, message, place: self.source.place(at: offset))
    }

    private func collectBlocks(_ statements: [Statement]) throws(JinjaError) {
        for statement in statements {
            if case .block(let block) = statement.kind {
                guard self.blockNames.insert(block.name).inserted else {
                    throw self.fail("The block “\(block.name)” is defined twice", at: statement.offset)
                }
                self.blocks.append((statement.offset, block))
            }
            try self.collectBlocks(statement.inner)
        }
    }

    private static func containsExtends(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            if case .extends = statement.kind { return true }
            return self.containsExtends(statement.inner)
        }
    }
}

/// The place in a template that is being compiled.
struct Scope {
    let function: FunctionScope
    let symbols: Symbols
    let visible: VisibleNames
    /// Names set here are seen by includes, blocks and importers.
    var isTopLevel = false
    var isRoot = false
    /// `break` and `continue` are allowed.
    var isInLoop = false
    /// Unknown filters are an error when they are reached, not before.
    var isSoft = false
    /// Text outside blocks is dropped once another template is extended.
    var checksOutput = false

    init(function: FunctionScope, symbols: Symbols?) {
        self.function = function
        self.symbols = Symbols(parent: symbols, function: function)
        self.visible = VisibleNames(self.symbols)
    }

    /// A scope inside this one; a new function when `function` is given.
    func inner(function: FunctionScope? = nil) -> Scope {
        var scope = Scope(function: function ?? self.function, symbols: self.symbols)
        scope.checksOutput = self.checksOutput
        scope.isInLoop = self.isInLoop && function == nil
        return scope
    }

    /// The same scope inside an `if`.
    var soft: Scope {
        var scope = self
        scope.isRoot = false
        scope.isSoft = true
        return scope
    }
}

extension Statement {
    /// The statements directly inside this one.
    var inner: [Statement] {
        switch self.kind {
        case .loop(let loop): loop.body + loop.otherwise
        case .condition(let branches, let otherwise): branches.flatMap(\.body) + otherwise
        case .macro(let macro), .callBlock(_, let macro): macro.body
        case .filterBlock(_, let body), .assignBlock(_, _, let body), .with(_, let body), .autoescape(_, let body): body
        case .block(let block): block.body
        default: []
        }
    }
}
