/// The settings of a group of templates, and the templates compiled so far.
public struct Environment: Sendable {
    /// Where `template(_:)`, includes, imports and extends find their sources.
    public var loader: (any TemplateLoader)? { didSet { self.cache = TemplateCache() } }
    /// Whether printed text is escaped for HTML.
    public var autoescape: Bool { didSet { self.cache = TemplateCache() } }
    /// What using an undefined value does.
    public var undefined: UndefinedKind { didSet { self.cache = TemplateCache() } }
    /// Whether the statement `do` exists, as with Jinja2's extension of that name.
    public var hasDo = true { didSet { self.cache = TemplateCache() } }
    /// Whether the statements `break` and `continue` exist, as with Jinja2's extension `loopcontrols`.
    public var hasLoopControls = true { didSet { self.cache = TemplateCache() } }
    /// Whether the first line break after a statement is dropped.
    public var trimBlocks = false { didSet { self.cache = TemplateCache() } }
    /// Whether spaces before a statement at the start of a line are dropped.
    public var lstripBlocks = false { didSet { self.cache = TemplateCache() } }
    /// Whether the last line break of a template is kept.
    public var keepTrailingNewline = false { didSet { self.cache = TemplateCache() } }
    /// The marks of statements, expressions and comments.
    public var syntax = Syntax() { didSet { self.cache = TemplateCache() } }
    /// Filters of the host, beside or instead of the built-in ones.
    public var filters: [String: Filter] = [:] { didSet { self.cache = TemplateCache() } }
    /// Tests of the host, beside or instead of the built-in ones.
    public var tests: [String: Filter] = [:] { didSet { self.cache = TemplateCache() } }
    /// Names every template sees, imported ones too.
    public var globals: [String: Value] = [:] { didSet { self.cache = TemplateCache() } }
    /// The bounds of one rendering.
    public var limits = Limits()
    /// Whether compiled templates tell where their output comes from.
    var isTracing = false { didSet { self.cache = TemplateCache() } }
    private var cache = TemplateCache()

    /// Settings as for configuration templates: strict and without escaping.
    public init(loader: (any TemplateLoader)? = nil, autoescape: Bool = false, strict: Bool = true) {
        self.loader = loader
        self.autoescape = autoescape
        self.undefined = strict ? .strict : .lenient
    }

    /// Whether using an undefined value is an error; otherwise it prints as nothing.
    public var strict: Bool {
        get { self.undefined == .strict }
        set { self.undefined = newValue ? .strict : .lenient }
    }

    /// The template of that name, compiled once; safe to call from many threads.
    public func template(_ name: String) throws(JinjaError) -> Template {
        if let program = self.cache.program(name) { return Template(program: program, environment: self) }
        guard let loader = self.loader else { throw JinjaError.templateNotFound(name) }
        let template = try self.compile(try loader.source(named: name), name: name)
        self.cache.store(template.program, name)
        return template
    }

    /// A template from its text; `name` appears in error messages.
    public func compile(_ source: String, name: String = "template") throws(JinjaError) -> Template {
        guard source.utf8.count <= self.limits.templateBytes else {
            throw JinjaError(.limit, "The template “\(name)” is longer than \(self.limits.templateBytes) bytes")
        }
        let source = TemplateSource(name: name, text: source, keepTrailingNewline: self.keepTrailingNewline)
        let settings = LexerSettings(self.syntax, trimBlocks: self.trimBlocks, lstripBlocks: self.lstripBlocks)
        var parser = Parser(source, settings, hasDo: self.hasDo, hasLoopControls: self.hasLoopControls)
        let tree = try parser.template()
        return Template(program: try Compiler(source, self).program(tree), environment: self)
    }

    /// Forgets the compiled templates, so that the loader is asked again.
    public func clearCache() {
        self.cache.clear()
    }

    func filter(_ name: String) -> Filter? { self.filters[name] ?? Filters.builtIn[name] }
    func global(_ name: String) -> Value? { self.globals[name] ?? Globals.builtIn[name] }
    func test(_ name: String) -> Filter? { self.tests[name] ?? Tests.builtIn[name] }
}
