/// Runs a compiled pattern by backtracking on a stack of its own, within the limits of the rendering.
struct RegexMatcher {
    private struct Choice {
        var instruction: Int
        var position: Int
        let trail: Int
        /// The run this choice shortens or lengthens, and how far.
        var run: Int = -1
        var bound: Int = 0
    }

    private let program: RegexProgram
    private let text: [UInt32]
    private let rendering: Rendering
    private var slots: [Int]
    private var choices: [Choice] = []
    /// The slots changed so far with their old values, so that backtracking can undo it.
    private var trail: [(slot: Int, old: Int)] = []
    private var steps = 0

    init(_ program: RegexProgram, _ text: [UInt32], _ rendering: Rendering) {
        self.program = program
        self.text = text
        self.rendering = rendering
        self.slots = Array(repeating: -1, count: program.slotCount)
    }

    /// The bounds of the groups of a match that begins at `start`; -1 for groups without part in it.
    /// `mayBeEmpty` is false where the last match already ended.
    mutating func match(at start: Int, mayBeEmpty: Bool = true, isFull: Bool = false) throws(JinjaError) -> [Int]? {
        for slot in self.slots.indices { self.slots[slot] = -1 }
        self.choices.removeAll(keepingCapacity: true)
        self.trail.removeAll(keepingCapacity: true)
        let text = self.text.count
        let end = try self.run(0, start) { end in (mayBeEmpty || end != start) && (!isFull || end == text) }
        guard let end else { return nil }
        self.slots[0] = start
        self.slots[1] = end
        return Array(self.slots.prefix(self.program.groupCount * 2))
    }

    private mutating func count() throws(JinjaError) {
        self.steps += 1
        if self.steps & 7 == 0 { try self.rendering.tick() }
    }

    private mutating func set(_ slot: Int, _ value: Int) throws(JinjaError) {
        self.trail.append((slot, self.slots[slot]))
        self.slots[slot] = value
        try self.checkSize()
    }

    private func checkSize() throws(JinjaError) {
        guard self.choices.count < 300_000, self.trail.count < 600_000 else {
            throw JinjaError(.limit, "A pattern has too many ways to match this text")
        }
    }

    private mutating func push(_ choice: Choice) throws(JinjaError) {
        self.choices.append(choice)
        try self.checkSize()
    }

    private mutating func undo(to mark: Int) {
        while self.trail.count > mark {
            let (slot, old) = self.trail.removeLast()
            self.slots[slot] = old
        }
    }

    /// Where the match ends, or nil; choices made on the way are dropped.
    private mutating func run(
        _ start: Int, _ from: Int, accepts: (Int) -> Bool = { _ in true }
    ) throws(JinjaError) -> Int? {
        let base = self.choices.count
        var here = start
        var position = from
        while true {
            try self.count()
            var holds = true
            switch self.program.instructions[here] {
            case .one(let set):
                holds = position < self.text.count && set.contains(self.text[position])
                position += 1
                here += 1
            case .run(let set, let min, let max, let appetite):
                holds = try self.startRun(here, set, min, max, appetite, &position)
                here += 1
            case .split(let first, let second):
                try self.push(Choice(instruction: second, position: position, trail: self.trail.count))
                here = first
            case .jump(let target): here = target
            case .save(let slot):
                try self.set(slot, position)
                here += 1
            case .leaveIfStill(let slot, let exit): here = self.slots[slot] == position ? exit : here + 1
            case .assertion(let assertion):
                holds = self.holds(assertion, position)
                here += 1
            case .reference(let index, let ignoresCase):
                holds = try self.repeats(index, ignoresCase, &position)
                here += 1
            case .look(let back, let isNegative, let after):
                holds = try self.looks(here + 1, position - (back ?? 0), isNegative)
                here = after
            case .atomic(let after):
                if let end = try self.run(here + 1, position) { position = end } else { holds = false }
                here = after
            case .conditional(let index, let otherwise): here = self.slots[2 * index + 1] >= 0 ? here + 1 : otherwise
            case .accept:
                if accepts(position) {
                    self.choices.removeSubrange(base...)
                    return position
                }
                holds = false
            }
            if !holds {
                guard let next = self.backtrack(base) else { return nil }
                (here, position) = next
            }
        }
    }

    private mutating func backtrack(_ base: Int) -> (Int, Int)? {
        while self.choices.count > base {
            let last = self.choices.count - 1
            let choice = self.choices[last]
            self.undo(to: choice.trail)
            guard choice.run >= 0, case .run(let set, _, _, let appetite) = self.program.instructions[choice.run] else {
                self.choices.removeLast()
                return (choice.instruction, choice.position)
            }
            if appetite == .greedy {
                guard choice.position > choice.bound else {
                    self.choices.removeLast()
                    continue
                }
                self.choices[last].position -= 1
                return (choice.instruction, choice.position - 1)
            }
            guard choice.position < choice.bound, choice.position < self.text.count,
                set.contains(self.text[choice.position])
            else {
                self.choices.removeLast()
                continue
            }
            self.choices[last].position += 1
            return (choice.instruction, choice.position + 1)
        }
        return nil
    }

    private mutating func startRun(
        _ here: Int, _ set: RegexSet, _ min: Int, _ max: Int, _ appetite: RegexNode.Appetite, _ position: inout Int
    ) throws(JinjaError) -> Bool {
        let room = self.text.count - position
        guard room >= min else { return false }
        let wanted = appetite == .lazy ? min : Swift.min(max, room)
        var end = position
        while end - position < wanted, set.contains(self.text[end]) {
            end += 1
            if end & 63 == 0 { try self.rendering.tick() }
        }
        guard end - position >= min else { return false }
        let lowest = position + min
        let highest = position + Swift.min(max, room)
        position = end
        switch appetite {
        case .possessive: return true
        case .greedy: if end == lowest { return true }
        case .lazy: if end == highest { return true }
        }
        try self.push(
            Choice(
                instruction: here + 1, position: end, trail: self.trail.count, run: here,
                bound: appetite == .greedy ? lowest : highest))
        return true
    }

    private mutating func looks(_ body: Int, _ position: Int, _ isNegative: Bool) throws(JinjaError) -> Bool {
        guard position >= 0 else { return isNegative }
        let mark = self.trail.count
        let found = try self.run(body, position) != nil
        if isNegative { self.undo(to: mark) }
        return found != isNegative
    }

    private func repeats(
        _ index: Int, _ ignoresCase: Bool, _ position: inout Int
    ) throws(JinjaError) -> Bool {
        let start = self.slots[2 * index]
        let end = self.slots[2 * index + 1]
        guard start >= 0, end >= start else { return false }
        try self.rendering.tick((end - start) / 16)
        guard end - start <= self.text.count - position else { return false }
        for offset in 0..<(end - start) {
            let a = self.text[start + offset]
            let b = self.text[position + offset]
            guard a == b || (ignoresCase && RegexSet.lower(a) == RegexSet.lower(b)) else { return false }
        }
        position += end - start
        return true
    }

    private func holds(_ assertion: RegexNode.Assertion, _ position: Int) -> Bool {
        let end = self.text.count
        switch assertion {
        case .textStart: return position == 0
        case .lineStart: return position == 0 || self.text[position - 1] == 10
        case .absoluteEnd: return position == end
        case .textEnd: return position == end || (position == end - 1 && self.text[position] == 10)
        case .lineEnd: return position == end || self.text[position] == 10
        case .boundary(let isASCII): return self.isBoundary(position, isASCII)
        case .noBoundary(let isASCII): return end > 0 && !self.isBoundary(position, isASCII)
        }
    }

    private func isBoundary(_ position: Int, _ isASCII: Bool) -> Bool {
        func isWord(_ index: Int) -> Bool {
            guard index >= 0, index < self.text.count, !isASCII || self.text[index] < 128 else { return false }
            return RegexSet.isWord(self.text[index])
        }
        return isWord(position - 1) != isWord(position)
    }
}
