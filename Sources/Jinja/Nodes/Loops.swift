/// What all kinds of `for` share.
struct LoopParts {
    let target: Target
    let items: Evaluator
    let test: LoopTest?
    let loads: ScopeLoads
    let body: Body
    let otherwiseLoads: ScopeLoads
    let otherwise: Body
    /// Where `loop` lives, when the body uses it.
    let loopSlot: Int?
}

/// The `if` of a `for`, with variables of its own: it may look ahead while the body runs.
struct LoopTest {
    let target: Target
    let loads: ScopeLoads
    let test: Evaluator

    func accepts(_ item: Value, _ frame: Frame) throws(JinjaError) -> Bool {
        frame.enter(self.loads)
        do throws(JinjaError) { try self.target.assign(item, frame) } catch { throw self.test.place(error, frame) }
        return try self.test.isTrue(frame)
    }
}

/// `{% for %}`.
final class ForNode: Node {
    private let parts: LoopParts

    init(_ parts: LoopParts) {
        self.parts = parts
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        let items = try self.parts.items.value(frame)
        if self.parts.loopSlot == nil { return try self.runPlain(items, frame) }
        return try self.parts.run(items, frame, depth: 0, recursion: nil)
    }

    /// Without `loop` there is no need to know the neighbours of an item.
    private func runPlain(_ items: Value, _ frame: Frame) throws(JinjaError) -> Flow {
        var isEmpty = true
        if case .list(let list) = items, self.parts.test == nil {
            var position = 0
            while position < list.items.count {
                try self.parts.tick(frame)
                try self.parts.bind(list.items[position], frame)
                position += 1
                let flow = try self.parts.body.run(frame)
                if flow == .next { isEmpty = false }
                if flow == .leaveLoop { break }
            }
            return isEmpty ? try self.parts.runOtherwise(frame) : .next
        }
        var cursor = try self.parts.cursor(items, frame)
        while let item = try cursor.next() {
            try self.parts.tick(frame)
            if let test = self.parts.test, try !test.accepts(item, frame) { continue }
            try self.parts.bind(item, frame)
            let flow = try self.parts.body.run(frame)
            // Jinja2 counts a step only when its body has run to the end: `else` may follow a `break`.
            if flow == .next { isEmpty = false }
            if flow == .leaveLoop { break }
        }
        return isEmpty ? try self.parts.runOtherwise(frame) : .next
    }
}

/// `{% for … recursive %}`: each level runs in a frame of its own.
final class RecursiveLoopNode: Node {
    private let parts: LoopParts
    private let slotCount: Int
    private let mode: EscapeMode

    init(_ parts: LoopParts, slotCount: Int, mode: EscapeMode) {
        self.parts = parts
        self.slotCount = slotCount
        self.mode = mode
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        try self.run(try self.parts.items.value(frame), frame, depth: 0)
        return .next
    }

    /// Runs one level and leaves its text in the output.
    func run(_ items: Value, _ outer: Frame, depth: Int) throws(JinjaError) {
        try outer.rendering.enter()
        defer { outer.rendering.leave() }
        let frame = Frame(
            self.slotCount, parent: outer, context: outer.context, rendering: outer.rendering, program: outer.program)
        defer { frame.release() }
        _ = try self.parts.run(items, frame, depth: depth, recursion: self)
    }

    /// `loop(items)`: the text of the next level.
    func render(_ items: Value, _ outer: Frame, depth: Int) throws(JinjaError) -> Value {
        let mark = try outer.rendering.output.mark()
        try self.run(items, outer, depth: depth)
        let text = outer.rendering.output.take(from: mark)
        try outer.rendering.count(.string(text))
        return self.mode.isOn(outer) ? .markup(text) : .string(text)
    }
}

extension LoopParts {
    /// Runs the loop with its `loop` variable.
    func run(
        _ items: Value, _ frame: Frame, depth: Int, recursion: RecursiveLoopNode?
    ) throws(JinjaError) -> Flow {
        let loop = try LoopValue(items, self, depth: depth, recursion: recursion, frame: frame)
        defer { loop.end() }
        var isEmpty = true
        var isBound = false
        while let item = try loop.advance() {
            try self.tick(frame)
            if !isBound, let slot = self.loopSlot { frame.slots[slot] = .object(loop) }
            isBound = true
            try self.bind(item, frame)
            let flow = try self.body.run(frame)
            if flow == .next { isEmpty = false }
            if flow == .leaveLoop { break }
        }
        return isEmpty ? try self.runOtherwise(frame) : .next
    }

    func cursor(_ items: Value, _ frame: Frame) throws(JinjaError) -> Cursor {
        do throws(JinjaError) { return try frame.rendering.cursor(items) } catch {
            throw self.items.place(error, frame)
        }
    }

    @inline(__always)
    func tick(_ frame: Frame) throws(JinjaError) {
        do throws(JinjaError) { try frame.rendering.tick() } catch { throw self.items.place(error, frame) }
    }

    @inline(__always)
    func bind(_ item: Value, _ frame: Frame) throws(JinjaError) {
        if case .slot(let index) = self.target {
            frame.slots[index] = item
        } else {
            do throws(JinjaError) {
                try self.target.assign(item, frame)
            } catch { throw self.items.place(error, frame) }
        }
        if !self.loads.isEmpty { frame.enter(self.loads) }
    }

    func runOtherwise(_ frame: Frame) throws(JinjaError) -> Flow {
        guard !self.otherwise.isEmpty else { return .next }
        frame.enter(self.otherwiseLoads)
        return try self.otherwise.run(frame)
    }
}
