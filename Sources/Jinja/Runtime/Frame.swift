/// The variables of one running function of a template.
final class Frame {
    // Raw slots: they are read for every name, and their number is fixed when the template is compiled.
    let slots: UnsafeMutablePointer<Value?>
    private let count: Int
    /// The frame of the enclosing function, for macros and recursive loops.
    let parent: Frame?
    let context: Context
    let rendering: Rendering
    /// That of the rendering.
    let output: OutputBuffer
    let program: Program
    /// Set by `extends` in the frame of a template's root.
    var parentTemplate: Program?
    /// The slots that hold macros, each of which refers back to this frame.
    var macroSlots: [Int] = [] { didSet { self.hasMacros = true } }
    private(set) var hasMacros = false

    init(_ count: Int, parent: Frame?, context: Context, rendering: Rendering, program: Program) {
        self.count = count
        self.slots = .allocate(capacity: max(1, count))
        self.slots.initialize(repeating: nil, count: count)
        rendering.liveSlots += count
        self.parent = parent
        self.context = context
        self.rendering = rendering
        self.output = rendering.output
        self.program = program
    }

    deinit {
        // Set to nothing one by one: that is much faster than asking the type how to destroy it.
        self.clear()
        self.rendering.liveSlots -= self.count
        self.slots.deallocate()
    }

    /// Called when the function ends: macros that nobody else holds are freed now, others with the rendering.
    func release() {
        guard self.hasMacros else { return }
        for index in self.macroSlots {
            guard case .object(var object) = self.slots[index].take() else { continue }
            if !isKnownUniquelyReferenced(&object) {
                self.slots[index] = .object(object)
                self.rendering.track(self)
            }
        }
        self.macroSlots = []
    }

    /// Forgets all variables, which breaks the cycle between a frame and the macros in it.
    func clear() {
        for index in 0..<self.count { self.slots[index] = nil }
    }

    /// Where the variable in a slot is, or nil when it has no value.
    @inline(__always)
    func place(_ index: Int) -> UnsafePointer<Value>? {
        guard self.slots[index] != nil else { return nil }
        // An optional keeps its value at its beginning.
        return UnsafeRawPointer(self.slots + index).assumingMemoryBound(to: Value.self)
    }

    @inline(__always)
    func at(_ reference: SlotReference) -> Value? {
        if reference.hops == 0 { return self.slots[reference.index] }
        return self.outer(reference.hops).slots[reference.index]
    }

    func outer(_ hops: Int) -> Frame {
        var frame = self
        for _ in 0..<hops {
            guard let parent = frame.parent else { break }
            frame = parent
        }
        return frame
    }

    /// The frame of the template's root, block or macro that this one belongs to.
    var root: Frame {
        var frame = self
        while let parent = frame.parent { frame = parent }
        return frame
    }

    /// Runs the loads of a scope that is entered.
    @inline(__always)
    func enter(_ loads: ScopeLoads) {
        if !loads.isEmpty { loads.run(self) }
    }
}
