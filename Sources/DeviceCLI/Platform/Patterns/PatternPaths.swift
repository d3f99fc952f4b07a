/// The places of an expression that match a byte, and which may follow which: Glushkov's automaton.
struct PatternPaths {
    /// A part of the expression: the places it begins and ends with, and in how many ways it matches nothing.
    struct Part {
        var first: [Int] = []
        var last: [Int] = []
        var emptyWays = 0
        /// Whether a part of it matches nothing in more than one way.
        var isDoubtful = false

        var noted: Part {
            Part(
                first: self.first, last: self.last, emptyWays: self.emptyWays,
                isDoubtful: self.isDoubtful || self.emptyWays > 1)
        }
    }

    private(set) var sets: [ByteSet] = []
    /// Which places may follow each, and in how many ways.
    private var next: [[Int: Int]] = []
    /// Whether a repeat may go round without matching anything.
    private(set) var hasEmptyRepeat = false

    /// Counted repeats of at most this many places are written out; larger ones count as endless.
    private static let mostWrittenOut = 40
    /// More places are refused anyway.
    private static let most = 2000

    mutating func add(_ node: PatternSyntax.Node) -> Part {
        guard self.sets.count < Self.most else { return Part(emptyWays: 1) }
        switch node {
        case .bytes(let set):
            self.sets.append(set)
            self.next.append([:])
            return Part(first: [self.sets.count - 1], last: [self.sets.count - 1])
        case .anchor: return Part(emptyWays: 1)
        case .choice(let nodes):
            return nodes.reduce(into: Part()) { whole, node in
                let part = self.add(node)
                whole.first += part.first
                whole.last += part.last
                whole.emptyWays += part.emptyWays
                whole.isDoubtful = whole.isDoubtful || part.isDoubtful
            }.noted
        case .sequence(let nodes):
            return nodes.reduce(into: Part(emptyWays: 1)) { whole, node in whole = self.join(whole, self.add(node)) }
        case .optional(let node, let most): return self.repeated(node, 0, most)
        case .repeated(let node, let least, let most): return self.repeated(node, least, most)
        }
    }

    private mutating func repeated(_ node: PatternSyntax.Node, _ least: Int, _ most: Int?) -> Part {
        let count = self.sets.count
        var part = self.add(node)
        let size = self.sets.count - count
        if most == 1 {
            if least == 0 { part.emptyWays += 1 }
            return part.noted
        }
        if part.emptyWays > 0 || part.isDoubtful { self.hasEmptyRepeat = true }
        guard let most, most * size <= Self.mostWrittenOut else {
            self.link(part.last, part.first)
            if least == 0 { part.emptyWays += 1 }
            return part.noted
        }
        // Each copy leads only to the next one: a text fits in one way.
        var whole = Part(first: part.first, last: least <= 1 ? part.last : [], emptyWays: least == 0 ? 1 : 0)
        var last = part.last
        for index in 1..<max(most, 1) {
            let copy = self.add(node)
            self.link(last, copy.first)
            if index + 1 >= least { whole.last += copy.last }
            last = copy.last
        }
        return whole
    }

    private mutating func join(_ left: Part, _ right: Part) -> Part {
        self.link(left.last, right.first)
        return Part(
            first: left.emptyWays > 0 ? left.first + right.first : left.first,
            last: right.emptyWays > 0 ? right.last + left.last : right.last,
            emptyWays: min(left.emptyWays * right.emptyWays, 2), isDoubtful: left.isDoubtful || right.isDoubtful
        ).noted
    }

    private mutating func link(_ from: [Int], _ to: [Int]) {
        for place in from { for other in to { self.next[place][other, default: 0] += 1 } }
    }

    // MARK: - What it tells

    /// Whether a text fits a repeat in more than one way, so that tries double with its length.
    var isAmbiguous: Bool {
        for group in self.loops {
            let members = Set(group)
            if group.contains(where: { place in self.next[place].contains { members.contains($0.key) && $0.value > 1 } }
            ) {
                return true
            }
            if self.partsAndMeets(members) { return true }
        }
        return false
    }

    /// Whether two ways that begin in one place of a repeat read the same text, part, and come back to one place.
    private func partsAndMeets(_ members: Set<Int>) -> Bool {
        struct Pair: Hashable {
            let left: Int
            let right: Int
        }
        func following(_ pair: Pair) -> [Pair] {
            self.next[pair.left].keys.filter(members.contains).flatMap { left in
                self.next[pair.right].keys.filter(members.contains).compactMap { right in
                    self.sets[left].meets(self.sets[right]) ? Pair(left: left, right: right) : nil
                }
            }
        }
        var seen = Set(members.map { Pair(left: $0, right: $0) })
        var open = Array(seen)
        while let pair = open.popLast() {
            for other in following(pair) {
                if other.left == other.right, pair.left != pair.right { return true }
                if seen.insert(other).inserted { open.append(other) }
            }
        }
        return false
    }

    /// The longest row of repeats that can take one another's text: the tries grow with the text's length to this power.
    var overlappingLoops: Int {
        let loops = self.loops
        guard !loops.isEmpty else { return 0 }
        let bytes = loops.map { $0.reduce(ByteSet()) { $0.union(self.sets[$1]) } }
        let reaching: [[Int]] = loops.indices.map { from in
            loops.indices.filter { to in
                from != to && self.leads(from: loops[from], to: Set(loops[to]), by: bytes[from].intersection(bytes[to]))
            }
        }
        var longest: [Int: Int] = [:]
        func length(_ index: Int) -> Int {
            if let known = longest[index] { return known }
            let found = 1 + (reaching[index].map(length).max() ?? 0)
            longest[index] = found
            return found
        }
        return loops.indices.map(length).max() ?? 0
    }

    private func leads(from: [Int], to: Set<Int>, by bytes: ByteSet) -> Bool {
        var seen = Set(from)
        var open = from
        while let place = open.popLast() {
            for other in self.next[place].keys where self.sets[other].meets(bytes) {
                if to.contains(other) { return true }
                if seen.insert(other).inserted { open.append(other) }
            }
        }
        return false
    }

    /// The groups of places that lead back to themselves.
    private var loops: [[Int]] {
        LoopFinder(next: self.next.map { Array($0.keys) }).loops
    }
}

/// Finds the strongly connected places, as Tarjan does, without going deeper than the stack allows.
private struct LoopFinder {
    let next: [[Int]]

    var loops: [[Int]] {
        var order: [Int] = []
        var isSeen = [Bool](repeating: false, count: self.next.count)
        for start in self.next.indices where !isSeen[start] {
            var open = [(start, 0)]
            isSeen[start] = true
            while let (place, index) = open.last {
                guard index < self.next[place].count else {
                    order.append(place)
                    open.removeLast()
                    continue
                }
                open[open.count - 1].1 += 1
                let other = self.next[place][index]
                if !isSeen[other] {
                    isSeen[other] = true
                    open.append((other, 0))
                }
            }
        }
        var before = [[Int]](repeating: [], count: self.next.count)
        for place in self.next.indices { for other in self.next[place] { before[other].append(place) } }
        var isTaken = [Bool](repeating: false, count: self.next.count)
        var loops: [[Int]] = []
        for start in order.reversed() where !isTaken[start] {
            var group: [Int] = []
            var open = [start]
            isTaken[start] = true
            while let place = open.popLast() {
                group.append(place)
                for other in before[place] where !isTaken[other] {
                    isTaken[other] = true
                    open.append(other)
                }
            }
            if group.count > 1 || self.next[start].contains(start) { loops.append(group) }
        }
        return loops
    }
}
