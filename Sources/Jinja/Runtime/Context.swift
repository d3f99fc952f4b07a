/// The named values a template sees, and the blocks of its inheritance chain.
final class Context {
    /// What the template itself has set at its top level.
    var variables: [String: Value] = [:] { didSet { self.hasVariables = true } }
    private var hasVariables = false
    /// The names of `variables` that an importing template may use.
    var exported: Set<String> = []
    /// The values from outside, nearest first.
    private let layers: [[String: Value]]
    /// The first layer, which mostly is the only one.
    private let nearest: [String: Value]
    private let globals: [String: Value]
    var blocks: [String: [BoundBlock]]
    var autoescape: Bool

    init(
        layers: [[String: Value]], globals: [String: Value], blocks: [String: [BoundBlock]], autoescape: Bool
    ) {
        self.layers = layers
        self.nearest = layers.first ?? [:]
        self.globals = globals
        self.blocks = blocks
        self.autoescape = autoescape
    }

    func resolve(_ name: String, _ frame: Frame) -> Value? {
        guard let value = self.find(name) else { return nil }
        return frame.rendering.thaws ? frame.rendering.thaw(value) : value
    }

    private func find(_ name: String) -> Value? {
        if self.hasVariables, let value = self.variables[name] { return value }
        if let value = self.nearest[name] { return value }
        if self.layers.count > 1 { for layer in self.layers { if let value = layer[name] { return value } } }
        return self.globals[name] ?? Globals.builtIn[name]
    }

    /// The layers a template that is included or imported with context sees: a snapshot.
    func snapshot(adding locals: [String: Value]) -> [[String: Value]] {
        var layers: [[String: Value]] = []
        if !locals.isEmpty { layers.append(locals) }
        if !self.variables.isEmpty { layers.append(self.variables) }
        layers += self.layers
        guard layers.count > 8 else { return layers }
        var merged: [String: Value] = [:]
        for layer in layers.reversed() { merged.merge(layer) { $1 } }
        return [merged]
    }

    /// A context of the same template whose changes stay its own: for scoped blocks.
    func derived(adding locals: [String: Value]) -> Context {
        Context(
            layers: self.snapshot(adding: locals), globals: self.globals, blocks: self.blocks,
            autoescape: self.autoescape)
    }

    /// The names that exist, for «did you mean».
    var names: [String] {
        var names = Set(self.variables.keys)
        for layer in self.layers { names.formUnion(layer.keys) }
        return names.sorted() + self.globals.keys.sorted() + Globals.builtIn.keys.sorted()
    }

    func clear() {
        self.variables = [:]
        self.blocks = [:]
    }
}
