/// The named values a template sees, and the blocks of its inheritance chain.
final class Context {
    /// What the template itself has set at its top level.
    // Read and set in single steps, between which nothing else runs; so are the values from outside.
    @exclusivity(unchecked) private(set) var variables: DictValue?
    /// The names of `variables` that an importing template may use.
    var exported: Set<String> = []
    /// The values from outside that are nearest.
    @exclusivity(unchecked) private var nearest: DictValue?
    /// Those behind them.
    private let others: [DictValue]
    var blocks: [String: [BoundBlock]]
    var autoescape: Bool

    init(_ nearest: DictValue?, _ others: [DictValue] = [], blocks: [String: [BoundBlock]], autoescape: Bool) {
        self.nearest = nearest
        self.others = others
        self.blocks = blocks
        self.autoescape = autoescape
    }

    /// A context that sees these values, the nearest first.
    convenience init(layers: [DictValue], blocks: [String: [BoundBlock]], autoescape: Bool) {
        self.init(layers.first, Array(layers.dropFirst()), blocks: blocks, autoescape: autoescape)
    }

    /// The values from outside, when they are all that can be seen and in one piece, as they mostly are.
    var onlyLayer: Unmanaged<DictValue>? {
        guard self.variables == nil, self.others.isEmpty, let nearest = self.nearest else { return nil }
        return Unmanaged.passUnretained(nearest)
    }

    /// Begins anew with other values from outside.
    func restart(_ variables: DictValue?) {
        self.nearest = variables
        if self.variables != nil { self.variables = nil }
        if !self.exported.isEmpty { self.exported = [] }
    }

    /// Where the value of a name is, until a variable is set.
    func pointer(to name: String, _ mark: KeyMark) -> UnsafeMutablePointer<Value>? {
        if let place = self.variables?.pointer(to: name, mark) { return place }
        if let place = self.nearest?.pointer(to: name, mark) { return place }
        for layer in self.others { if let place = layer.pointer(to: name, mark) { return place } }
        return nil
    }

    /// Sets a variable of the top level; nil takes it away.
    func set(_ name: String, _ value: Value?) {
        let variables = self.variables ?? DictValue()
        if let value { variables.set(.string(name), value) } else { _ = variables.remove(.string(name)) }
        self.variables = variables
    }

    /// The layers a template that is included or imported with context sees: a snapshot.
    func snapshot(adding locals: DictValue) -> [DictValue] {
        var layers: [DictValue] = []
        if locals.count > 0 { layers.append(locals) }
        if let variables = self.variables, variables.count > 0 { layers.append(variables.copy()) }
        if let nearest = self.nearest { layers.append(nearest) }
        layers += self.others
        guard layers.count > 8 else { return layers }
        let merged = DictValue()
        for layer in layers.reversed() {
            for position in 0..<layer.count { merged.set(layer.key(at: position), layer.value(at: position)) }
        }
        return [merged]
    }

    /// A context of the same template whose changes stay its own: for scoped blocks.
    func derived(adding locals: DictValue) -> Context {
        Context(layers: self.snapshot(adding: locals), blocks: self.blocks, autoescape: self.autoescape)
    }

    /// The names that are set or come from outside, for «did you mean».
    var names: [String] {
        var names: Set<String> = []
        for layer in [self.variables, self.nearest] + self.others {
            for key in layer?.keys ?? [] { if let name = key.stringValue { names.insert(name) } }
        }
        return names.sorted()
    }

    func clear() {
        self.variables = nil
        self.blocks = [:]
    }
}
