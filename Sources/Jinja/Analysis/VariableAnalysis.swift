/// Walks over a syntax tree and collects what it reads from outside.
struct VariableAnalysis {
    /// What a name or expression stands for.
    indirect enum Origin {
        /// Nothing from outside.
        case none
        /// The value at a path.
        case value(String)
        /// A collection whose items are at a path.
        case items(String)
        /// Pairs of a key and the value at a path.
        case pairs(String)
        /// Pairs of a key and a list of the values at a path.
        case groups(String, key: Origin)
        case macro(Statement.Macro, Home)
        /// What an imported template offers, by name.
        case module([String: Origin])
        /// A whole number made by the template, such as an item of a range.
        case number
    }

    /// The template that code belongs to.
    final class Home {
        let name: String
        let lineStarts: [Int]
        /// Whether the code sees nothing from outside, as imported macros mostly do.
        let isBlind: Bool

        init(_ source: TemplateSource, isBlind: Bool) {
            self.name = source.name
            self.lineStarts = [0] + source.bytes.indices.filter { source.bytes[$0] == 10 }.map { $0 + 1 }
            self.isBlind = isBlind
        }
    }

    private struct Use {
        var kinds: [VariableUse.Kind] = []
        var mayBeBoolean = false
        var isRequired = false
        var defaultValue: Value?
        var lines: Set<Int> = []
        var templates: [String] = []
    }

    let environment: Environment
    private let main: Home
    var home: Home
    /// The line of the main template that led to the code being looked at, when that belongs to another.
    var mainLine: Int?
    /// The templates that are being looked at, from the main one on.
    var path: [String] = []
    /// The blocks that a child template has replaced.
    var replacedBlocks: Set<String> = []
    var unfollowed: [UnfollowedTemplate] = []
    private let known: Set<String>
    private var order: [String] = []
    private var uses: [String: Use] = [:]
    var names: [String: Origin] = [:]
    /// The paths that a test around the current place says are there.
    var guarded: Set<String> = []
    /// Macros inside macros are followed only so far.
    var macroDepth = 0
    private var budget = 20_000

    init(source: TemplateSource, environment: Environment) {
        self.environment = environment
        self.main = Home(source, isBlind: false)
        self.home = self.main
        self.path = [source.name]
        self.known = Set(environment.globals.keys)
    }

    func finished() -> VariableReport {
        let variables: [VariableUse] = self.order.compactMap { path in
            guard let use = self.uses[path] else { return nil }
            let kind = use.kinds.first ?? (use.mayBeBoolean ? .boolean : .unknown)
            return VariableUse(
                path: path, kind: kind, isOptional: !use.isRequired, defaultValue: use.defaultValue,
                lines: use.lines.sorted(), templates: use.templates)
        }
        return VariableReport(variables: variables, unfollowed: self.unfollowed)
    }

    /// Whether there is still room for more; a template full of nested macro calls is cut short.
    mutating func spend() -> Bool {
        self.budget -= 1
        return self.budget > 0
    }

    func origin(of name: String) -> Origin {
        if let origin = self.names[name] { return origin }
        if self.known.contains(name) || Globals.builtIn[name] != nil { return .none }
        if ["loop", "self", "super", "caller", "varargs", "kwargs"].contains(name) { return .none }
        return self.home.isBlind ? .none : .value(name)
    }

    /// Notes one use of the value at a path.
    mutating func note(
        _ origin: Origin, at offset: Int, kind: VariableUse.Kind? = nil, mayBeBoolean: Bool = false,
        isRequired: Bool = true, defaultValue: Value? = nil
    ) {
        guard case .value(let path) = origin else { return }
        if self.uses[path] == nil { self.order.append(path) }
        var use = self.uses[path] ?? Use()
        if let kind { use.kinds.append(kind) }
        if mayBeBoolean { use.mayBeBoolean = true }
        if isRequired, !self.guarded.contains(path) { use.isRequired = true }
        if use.defaultValue == nil { use.defaultValue = defaultValue }
        use.lines.insert(self.mainLine ?? self.line(at: offset))
        if self.home !== self.main, !use.templates.contains(self.home.name) { use.templates.append(self.home.name) }
        self.uses[path] = use
    }

    /// The line of an offset, from 1, by halving.
    func line(at offset: Int) -> Int {
        let lineStarts = self.home.lineStarts
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// What one item of a collection stands for.
    func item(of origin: Origin) -> Origin {
        switch origin {
        case .value(let path): .value(path + "[]")
        case .items(let path): .value(path)
        default: .none
        }
    }

    func member(_ name: String, of origin: Origin) -> Origin {
        switch origin {
        case .value(let path): .value("\(path).\(name)")
        case .groups(_, let key) where name == "grouper": key
        case .groups(let path, _) where name == "list": .items(path)
        case .module(let members): members[name] ?? .none
        default: .none
        }
    }
}
