/// A compiled pattern: instructions for the matcher, and its groups.
struct RegexProgram {
    enum Instruction {
        case one(RegexSet)
        /// A run of one-character steps, tried from one end of its range to the other.
        case run(RegexSet, min: Int, max: Int, RegexNode.Appetite)
        /// Tries `first`, then `second`.
        case split(first: Int, second: Int)
        case jump(Int)
        case save(Int)
        /// Leaves a loop whose last turn matched nothing.
        case leaveIfStill(slot: Int, exit: Int)
        case assertion(RegexNode.Assertion)
        case reference(Int, ignoresCase: Bool)
        /// The body follows and ends with `accept`; `after` is what comes next.
        case look(back: Int?, isNegative: Bool, after: Int)
        case atomic(after: Int)
        case conditional(Int, otherwise: Int)
        case accept
    }

    let instructions: [Instruction]
    /// The number of groups, counting the whole match.
    let groupCount: Int
    let slotCount: Int
    let names: [String: Int]
    /// What a match can start with, when that is one set of characters.
    let first: RegexSet?

    /// Compiles a pattern; an error with code `value` says what is wrong with it.
    init(_ pattern: String, _ flags: RegexFlags) throws(JinjaError) {
        var parser = try RegexParser(pattern, flags)
        let tree = try parser.pattern()
        var compiler = RegexCompiler(parser.groups, slots: parser.groupCount * 2)
        try compiler.add(tree)
        try compiler.append(.accept)
        self.instructions = compiler.instructions
        self.groupCount = parser.groupCount
        self.slotCount = compiler.slotCount
        self.names = parser.names
        self.first = Self.first(tree)
    }

    private static func first(_ node: RegexNode) -> RegexSet? {
        switch node {
        case .one(let set): set
        case .sequence(let nodes): nodes.first.flatMap(self.first)
        case .group(let inner, _), .atomic(let inner): self.first(inner)
        case .repeated(let inner, let min, _, _): min > 0 ? self.first(inner) : nil
        default: nil
        }
    }
}

/// Turns a tree into instructions.
struct RegexCompiler {
    private(set) var instructions: [RegexProgram.Instruction] = []
    private(set) var slotCount: Int
    private let groups: [Int: RegexNode]

    init(_ groups: [Int: RegexNode], slots: Int) {
        self.groups = groups
        self.slotCount = slots
    }

    mutating func append(_ instruction: RegexProgram.Instruction) throws(JinjaError) {
        guard self.instructions.count < 20_000 else {
            throw JinjaError(.limit, "The repetitions of a pattern are too large")
        }
        self.instructions.append(instruction)
    }

    private var end: Int { self.instructions.count }

    mutating func add(_ node: RegexNode) throws(JinjaError) {
        switch node {
        case .one(let set): try self.append(.one(set))
        case .sequence(let nodes): for node in nodes { try self.add(node) }
        case .alternatives(let nodes): try self.addAlternatives(nodes)
        case .group(let node, let index):
            try self.append(.save(2 * index))
            try self.add(node)
            try self.append(.save(2 * index + 1))
        case .reference(let index, let ignoresCase): try self.append(.reference(index, ignoresCase: ignoresCase))
        case .assertion(let assertion): try self.append(.assertion(assertion))
        case .look(let node, let isAhead, let isNegative):
            let place = try self.reserve()
            try self.add(node)
            try self.append(.accept)
            let back = isAhead ? nil : node.width(self.groups) ?? 0
            self.instructions[place] = .look(back: back, isNegative: isNegative, after: self.end)
        case .atomic(let node):
            let place = try self.reserve()
            try self.add(node)
            try self.append(.accept)
            self.instructions[place] = .atomic(after: self.end)
        case .conditional(let index, let yes, let no):
            let place = try self.reserve()
            try self.add(yes)
            let leave = try self.reserve()
            self.instructions[place] = .conditional(index, otherwise: self.end)
            try self.add(no)
            self.instructions[leave] = .jump(self.end)
        case .repeated(let node, let min, let max, let appetite):
            try self.repeated(node, min, max, appetite)
        }
    }

    private mutating func reserve() throws(JinjaError) -> Int {
        try self.append(.accept)
        return self.end - 1
    }

    private mutating func addAlternatives(_ nodes: [RegexNode]) throws(JinjaError) {
        var leaves: [Int] = []
        for (position, node) in nodes.enumerated() {
            if position == nodes.count - 1 {
                try self.add(node)
            } else {
                let place = try self.reserve()
                try self.add(node)
                leaves.append(try self.reserve())
                self.instructions[place] = .split(first: place + 1, second: self.end)
            }
        }
        for leave in leaves { self.instructions[leave] = .jump(self.end) }
    }

    private mutating func repeated(
        _ node: RegexNode, _ min: Int, _ max: Int?, _ appetite: RegexNode.Appetite
    ) throws(JinjaError) {
        if case .one(let set) = node {
            try self.append(.run(set, min: min, max: max ?? Int.max, appetite))
            return
        }
        if appetite == .possessive {
            try self.add(.atomic(.repeated(node, min: min, max: max, .greedy)))
            return
        }
        for _ in 0..<min { try self.add(node) }
        let slot = self.slotCount
        self.slotCount += 1
        guard let max else {
            let top = try self.reserve()
            try self.append(.save(slot))
            try self.add(node)
            try self.append(.leaveIfStill(slot: slot, exit: self.end + 2))
            try self.append(.jump(top))
            self.instructions[top] = self.choice(appetite, body: top + 1, exit: self.end)
            return
        }
        var splits: [Int] = []
        var checks: [Int] = []
        for _ in min..<max {
            splits.append(try self.reserve())
            try self.append(.save(slot))
            try self.add(node)
            checks.append(try self.reserve())
        }
        for place in splits { self.instructions[place] = self.choice(appetite, body: place + 1, exit: self.end) }
        for place in checks { self.instructions[place] = .leaveIfStill(slot: slot, exit: self.end) }
    }

    private func choice(_ appetite: RegexNode.Appetite, body: Int, exit: Int) -> RegexProgram.Instruction {
        appetite == .lazy ? .split(first: exit, second: body) : .split(first: body, second: exit)
    }
}
