/// The items of a loop with one item of lookahead.
final class LoopSource {
    private var cursor: Cursor
    private let test: LoopTest?
    private var frame: Frame?
    private var ahead: Value?
    private var isCounted = false
    /// A list is walked over here, without the cursor.
    private let list: ListValue?
    private var position = 0

    init(_ items: Value, _ cursor: Cursor, _ test: LoopTest?, _ frame: Frame) {
        self.cursor = cursor
        self.test = test
        self.frame = frame
        if case .list(let list) = items, test == nil { self.list = list } else { self.list = nil }
    }

    func next() throws(JinjaError) -> Value? {
        guard let item = self.ahead else { return try self.pull() }
        self.ahead = nil
        return item
    }

    /// Lets go of the frame, whose `loop` variable holds this.
    func end() {
        self.frame = nil
    }

    func peek() throws(JinjaError) -> Value? {
        if self.ahead == nil { self.ahead = try self.pull() }
        return self.ahead
    }

    func isAtEnd() throws(JinjaError) -> Bool {
        if let list = self.list, self.ahead == nil { return self.position >= list.items.count }
        return try self.peek() == nil
    }

    /// The number of items; those not read yet are read now when nobody knows how many there are.
    func count(read: Int) throws(JinjaError) -> Int {
        if let list = self.list { return list.items.count }
        if self.test == nil, let count = self.cursor.count { return count }
        var rest: [Value] = []
        while let item = try self.next() { rest.append(item) }
        self.cursor = Cursor(rest)
        self.isCounted = true
        return read + rest.count
    }

    private func pull() throws(JinjaError) -> Value? {
        if let list = self.list {
            guard self.position < list.items.count else { return nil }
            self.position += 1
            return list.items[self.position - 1]
        }
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
    /// A list that does not change is walked over by position.
    private let list: ListValue?
    /// The items of all else.
    private let source: LoopSource?
    private let depth: Int
    private let recursion: RecursiveLoopNode?
    private var frame: Frame?
    // Read and changed in single steps, between which nothing else runs.
    @exclusivity(unchecked) private var index = -1
    private var length: Int?
    private var current: Value?
    private var before: Value?
    private var lastChanged: [Value]?

    init(
        _ items: Value, _ parts: LoopParts, depth: Int, recursion: RecursiveLoopNode?, frame: Frame
    ) throws(JinjaError) {
        if case .list(let list) = items, list.isFrozen, parts.test == nil {
            self.list = list
            self.source = nil
        } else {
            self.list = nil
            self.source = LoopSource(items, try parts.cursor(items, frame), parts.test, frame)
        }
        self.depth = depth
        self.recursion = recursion
        self.frame = frame
    }

    func advance() throws(JinjaError) -> Value? {
        if let list = self.list {
            guard self.index + 1 < list.items.count else { return nil }
            self.index += 1
            return list.items[self.index]
        }
        guard let item = try self.source?.next() else { return nil }
        self.index += 1
        self.before = self.current
        self.current = item
        return item
    }

    private func item(at position: Int, of list: ListValue) -> Value? {
        list.items.indices.contains(position) ? list.items[position] : nil
    }

    private func previous() -> Value? {
        if let list = self.list { return self.item(at: self.index - 1, of: list) }
        return self.index > 0 ? self.before : nil
    }

    private func next() throws(JinjaError) -> Value? {
        if let list = self.list { return self.item(at: self.index + 1, of: list) }
        return try self.source?.peek()
    }

    /// Breaks the cycle of the loop, its frame and its variable.
    func end() {
        self.frame = nil
        self.source?.end()
    }

    override var typeName: String { "LoopContext" }
    override var isCallable: Bool { true }
    override var count: Int? { try? self.total() }
    override var isIterable: Bool { true }

    /// The items that are left, each with the loop: walking over them moves the loop on, as in Python.
    override func iterator() -> ValueIterator? {
        ValueIterator { () throws(JinjaError) -> Value? in
            guard let item = try self.advance() else { return nil }
            return .tuple(TupleValue([item, .object(self)]))
        }
    }

    private func unknownTotal() throws(JinjaError) -> Int {
        guard let source = self.source else { return 0 }
        return try source.count(read: self.index + 1)
    }

    private func isLast() throws(JinjaError) -> Bool {
        if let list = self.list { return self.index + 1 >= list.items.count }
        guard let source = self.source else { return true }
        return try source.isAtEnd()
    }

    private func total() throws(JinjaError) -> Int {
        if let length = self.length { return length }
        let total: Int
        if let list = self.list { total = list.items.count } else { total = try self.unknownTotal() }
        self.length = total
        return total
    }

    /// The attributes that can be told at any time.
    enum Field: String {
        case index, index0, first, last, length, revindex, revindex0, depth, depth0
    }

    func value(of field: Field) throws(JinjaError) -> Value {
        switch field {
        case .index: .int(self.index + 1)
        case .index0: .int(self.index)
        case .first: .bool(self.index == 0)
        case .last: .bool(try self.isLast())
        case .length: .int(try self.total())
        case .revindex: .int(try self.total() - self.index)
        case .revindex0: .int(try self.total() - self.index - 1)
        case .depth: .int(self.depth + 1)
        case .depth0: .int(self.depth)
        }
    }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        if let field = Field(rawValue: name) { return try self.value(of: field) }
        switch name {
        case "previtem":
            if let before = self.previous() { return before }
            return rendering.undefined(name, hint: "There is no previous item", pythonHint: "there is no previous item")
        case "nextitem":
            if let next = try self.next() { return next }
            return rendering.undefined(name, hint: "There is no next item", pythonHint: "there is no next item")
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
