/// The items of a loop with one item of lookahead.
final class LoopSource {
    private var cursor: Cursor
    private let test: LoopTest?
    private var frame: Frame?
    private var ahead: [Value] = []
    private var isCounted = false

    init(_ cursor: Cursor, _ test: LoopTest?, _ frame: Frame) {
        self.cursor = cursor
        self.test = test
        self.frame = frame
    }

    func next() throws(JinjaError) -> Value? {
        self.ahead.isEmpty ? try self.pull() : self.ahead.removeFirst()
    }

    /// Lets go of the frame, whose `loop` variable holds this.
    func end() {
        self.frame = nil
    }

    func peek() throws(JinjaError) -> Value? {
        if self.ahead.isEmpty, let item = try self.pull() { self.ahead.append(item) }
        return self.ahead.first
    }

    /// The number of items; those not read yet are read now when nobody knows how many there are.
    func count(read: Int) throws(JinjaError) -> Int {
        if self.test == nil, let count = self.cursor.count { return count }
        var rest: [Value] = []
        while let item = try self.next() { rest.append(item) }
        self.cursor = Cursor(rest)
        self.isCounted = true
        return read + rest.count
    }

    private func pull() throws(JinjaError) -> Value? {
        while let item = try self.cursor.next() {
            guard let test = self.test, let frame = self.frame else { return item }
            try frame.rendering.tick()
            // After counting, the remaining items have passed the test already.
            if self.isCounted { return item }
            if try test.accepts(item, frame) { return item }
        }
        return nil
    }
}

/// The `loop` variable.
// Unchecked: it belongs to one running loop.
final class LoopValue: Object, @unchecked Sendable {
    private let source: LoopSource
    private let depth: Int
    private let recursion: RecursiveLoopNode?
    private var frame: Frame?
    private var index = -1
    private var length: Int?
    private var current: Value?
    private var before: Value?
    private var lastChanged: [Value]?

    init(_ source: LoopSource, depth: Int, recursion: RecursiveLoopNode?, frame: Frame) {
        self.source = source
        self.depth = depth
        self.recursion = recursion
        self.frame = frame
    }

    func advance() throws(JinjaError) -> Value? {
        guard let item = try self.source.next() else { return nil }
        self.index += 1
        self.before = self.current
        self.current = item
        return item
    }

    /// Breaks the cycle of the loop, its frame and its variable.
    func end() {
        self.frame = nil
        self.source.end()
    }

    override var typeName: String { "LoopContext" }
    override var isCallable: Bool { true }
    override var count: Int? { self.length }

    private func total() throws(JinjaError) -> Int {
        if let length = self.length { return length }
        let total = try self.source.count(read: self.index + 1)
        self.length = total
        return total
    }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        switch name {
        case "index": return .int(self.index + 1)
        case "index0": return .int(self.index)
        case "first": return .bool(self.index == 0)
        case "last": return .bool(try self.source.peek() == nil)
        case "length": return .int(try self.total())
        case "revindex": return .int(try self.total() - self.index)
        case "revindex0": return .int(try self.total() - self.index - 1)
        case "depth": return .int(self.depth + 1)
        case "depth0": return .int(self.depth)
        case "previtem":
            if self.index > 0, let before = self.before { return before }
            return rendering.undefined(name, hint: "There is no previous item")
        case "nextitem":
            if let next = try self.source.peek() { return next }
            return rendering.undefined(name, hint: "There is no next item")
        case "cycle", "changed": return .object(BoundMethod(name, of: .object(self)))
        default: return nil
        }
    }

    func method(_ name: String, _ arguments: Arguments) throws(JinjaError) -> Value {
        let values = try arguments.positionalOnly(0...Int.max)
        if name == "cycle" {
            guard !values.isEmpty else { throw JinjaError(.type, "loop.cycle needs at least one value") }
            return values[self.index % values.count]
        }
        if let last = self.lastChanged, try Comparison.equal(last, values, nil) { return .bool(false) }
        self.lastChanged = values
        return .bool(true)
    }

    override func call(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        guard let recursion = self.recursion else {
            throw JinjaError(.type, "loop can only be called in a loop that is marked “recursive”")
        }
        guard let frame = self.frame?.parent else { throw JinjaError(.runtime, "The loop has ended") }
        let items = try arguments.positionalOnly(1...1)[0]
        return try recursion.render(items, frame, depth: self.depth + 1)
    }

    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? {
        "<LoopContext \(self.index + 1)/\(try self.total())>"
    }
}
