import Synchronization

/// One rendering in progress: its output, its settings and what it has used of its limits.
public final class Rendering {
    /// The settings and templates of this rendering.
    public var environment: Environment { self.settings.environment }
    /// Whether the code that is running escapes what it prints.
    public var autoescape: Bool { self.escapes }
    // Read and written in single steps, between which nothing else runs; so are the counters.
    @exclusivity(unchecked) var escapes: Bool
    let settings: SharedEnvironment
    let output: OutputBuffer
    var limits: Limits { self.settings.limits }
    var modules: [ObjectIdentifier: ModuleValue] = [:] { didSet { self.hasCycles = true } }
    @exclusivity(unchecked) private var iterations = 0
    @exclusivity(unchecked) private var untilClock = 256
    @exclusivity(unchecked) private var depth = 0
    /// The memory of what was made so far, in bytes, whether it is still kept or not.
    @exclusivity(unchecked) var madeBytes = 0
    /// How much of it calls for a look at what is still held.
    @exclusivity(unchecked) var nextMeasure: Int
    /// What the program held before this rendering; -1 before the first look.
    var memoryBefore = -1
    /// The variables of all frames there are.
    @exclusivity(unchecked) var liveSlots = 0
    private var stackBase: UInt
    private var deadline: UInt64
    /// Whether anything below was kept; most renderings end without having to look.
    private(set) var hasCycles = false
    /// Whether a function of the host was given this rendering, which it may have kept.
    @exclusivity(unchecked) var isKnownOutside = false
    private var tracked: [Value] = []
    private var frames: [Frame] = []
    private var contexts: [Context] = []
    /// Whether values from outside are copied before use, because a template changes some.
    @exclusivity(unchecked) var thaws = false
    private var thawed: [ObjectIdentifier: Value] = [:]

    init(_ settings: SharedEnvironment, sink: OutputSink? = nil) {
        self.settings = settings
        self.escapes = settings.autoescape
        self.output = OutputBuffer(
            limit: settings.limits.outputBytes, expected: settings.expectedBytes.load(ordering: .relaxed), sink: sink)
        self.deadline = CoarseClock.after(settings.timeout)
        self.nextMeasure = min(1 << 25, settings.limits.memoryBytes / 8)
        self.stackBase = Rendering.stackAddress()
    }

    /// Begins anew, after a rendering that has left nothing behind.
    func restart() {
        self.escapes = self.settings.autoescape
        self.iterations = 0
        self.untilClock = 256
        self.depth = 0
        self.madeBytes = 0
        self.nextMeasure = min(1 << 25, self.limits.memoryBytes / 8)
        self.memoryBefore = -1
        self.output.restart()
        self.deadline = CoarseClock.after(self.settings.timeout)
        self.stackBase = Rendering.stackAddress()
    }

    deinit {
        self.output.release()
    }

    /// Counts one step of a loop or filter.
    @inline(__always)
    func tick() throws(JinjaError) {
        self.iterations += 1
        self.untilClock -= 1
        if self.untilClock <= 0 { try self.checkUse() }
    }

    /// Counts `steps` steps at once.
    func tick(_ steps: Int) throws(JinjaError) {
        self.iterations += steps
        self.untilClock -= steps
        if self.untilClock <= 0 { try self.checkUse() }
    }

    /// Counts what takes time but is no step of a loop: the statements of long bodies, the bytes of long texts.
    @inline(__always)
    func work(_ units: Int = 1) throws(JinjaError) {
        self.untilClock -= units
        if self.untilClock <= 0 { try self.checkUse() }
    }

    private func checkUse() throws(JinjaError) {
        self.untilClock = 256
        guard self.iterations <= self.limits.iterations else {
            throw JinjaError(.limit, "The template runs more than \(self.limits.iterations) loop steps")
        }
        guard CoarseClock.now < self.deadline else {
            throw JinjaError(.limit, "The template takes longer than \(self.limits.time)")
        }
    }

    /// Enters a macro, include, block or recursive loop; `leave` must follow unless this throws.
    func enter() throws(JinjaError) {
        guard self.depth < self.limits.depth else {
            throw JinjaError(.limit, "Macros, includes or blocks nest more than \(self.limits.depth) deep")
        }
        let address = Rendering.stackAddress()
        let used = address > self.stackBase ? address - self.stackBase : self.stackBase - address
        guard used < UInt(self.limits.stackBytes) else {
            throw JinjaError(.limit, "Macros, includes or blocks nest too deeply")
        }
        guard self.liveSlots <= Self.mostSlots else {
            throw JinjaError(
                .limit, "Macros and blocks that run inside each other have more than \(Self.mostSlots) variables")
        }
        try self.tick()
        self.depth += 1
    }

    private static let mostSlots = 1 << 18

    func leave() {
        self.depth -= 1
    }

    /// Whether a text contains another; searching a long one counts as steps.
    func find(_ part: String, in text: String) throws(JinjaError) -> Bool {
        let length = text.utf8.count
        if length > 4096 { try self.tick(length / 1024) }
        return PythonText.contains(text, part)
    }

    /// Refuses text longer than the output may be, and counts the making of a long one as steps.
    func checkLength(_ bytes: Int) throws(JinjaError) {
        guard bytes <= self.limits.outputBytes else {
            throw JinjaError(.limit, "A text is longer than \(self.limits.outputBytes) bytes")
        }
        if bytes > 1 << 16 { try self.tick(bytes >> 16) }
    }

    /// Remembers a container that was changed and may therefore contain itself.
    func track(_ value: Value) {
        self.hasCycles = true
        self.tracked.append(value)
    }

    /// Remembers a frame whose macros refer back to it.
    func track(_ frame: Frame) {
        self.hasCycles = true
        self.frames.append(frame)
    }

    /// Remembers a context whose macros refer back to it.
    func track(_ context: Context) {
        self.hasCycles = true
        self.contexts.append(context)
    }

    /// A changeable copy of a value from outside; the same value gives the same copy.
    func thaw(_ value: Value, depth: Int = 0) -> Value {
        guard depth < 100 else { return value }
        switch value {
        case .list(let list) where list.isFrozen:
            if let copy = self.thawed[ObjectIdentifier(list)] { return copy }
            let copy = Value.list(ListValue(list.items.map { self.thaw($0, depth: depth + 1) }))
            self.thawed[ObjectIdentifier(list)] = copy
            return copy
        case .dict(let dict) where dict.isFrozen:
            if let copy = self.thawed[ObjectIdentifier(dict)] { return copy }
            let values = dict.values.map { self.thaw($0, depth: depth + 1) }
            let copy = Value.dict(DictValue(keys: dict.keys, values: values))
            self.thawed[ObjectIdentifier(dict)] = copy
            return copy
        default: return value
        }
    }

    /// Breaks the cycles among values of this rendering, so that their memory is freed.
    func finish() {
        guard self.hasCycles else { return }
        for value in self.tracked {
            switch value {
            case .list(let list): list.items = []
            case .dict(let dict): dict.removeAll()
            case .object(let object): (object as? NamespaceValue)?.members.removeAll()
            default: break
            }
        }
        self.tracked = []
        for frame in self.frames { frame.clear() }
        self.frames = []
        for context in self.contexts { context.clear() }
        self.contexts = []
        self.modules = [:]
    }

    /// Roughly where the stack is now.
    @inline(never)
    private static func stackAddress() -> UInt {
        var here: UInt8 = 0
        return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    }
}
