/// Rules found by the class of a line, so that a line is held only against those that can match.
struct PatternIndex<Rule: Sendable>: Sendable {
    private let rules: [(pattern: CommandPattern, rule: Rule)]
    /// The positions of the rules of class 0, 1, …; those of one class lie together.
    private var positions: [UInt16] = []
    private var bounds: [UInt32] = [0]

    /// Keeps the order of the rules: the first that matches wins.
    init(_ rules: [(CommandPattern, Rule)], _ table: WordTable) {
        self.rules = rules.map { (pattern: $0.0, rule: $0.1) }
        var everywhere: [UInt16] = []
        var byFirst: [UInt64: [UInt16]] = [:]
        var byBoth: [WordTable.Start: [UInt16]] = [:]
        for (position, rule) in rules.enumerated() {
            for start in Set(WordTable.starts(of: rule.0)) {
                let position = UInt16(truncatingIfNeeded: position)
                guard let first = start.first else {
                    everywhere.append(position)
                    continue
                }
                if start.second == nil {
                    byFirst[first, default: []].append(position)
                } else {
                    byBoth[start, default: []].append(position)
                }
            }
        }
        for start in table.classes {
            var found = everywhere
            if let first = start.first { found += byFirst[first] ?? [] }
            if start.second != nil { found += byBoth[start] ?? [] }
            if found.count > 1 { found = Set(found).sorted() }
            positions += found
            bounds.append(UInt32(positions.count))
        }
    }

    /// True when no rule can match a line of the class.
    @inline(__always)
    func isEmpty(_ kind: UInt32) -> Bool { bounds[Int(kind)] == bounds[Int(kind) + 1] }

    /// The first rule that matches the line and is accepted.
    func first(
        _ line: Span<UInt8>, _ kind: UInt32, where accepted: (Rule) -> Bool = { _ in true }
    ) -> (rule: Rule, pattern: CommandPattern, match: CommandPattern.Match)? {
        for place in Int(bounds[Int(kind)])..<Int(bounds[Int(kind) + 1]) {
            let entry = rules[Int(positions[place])]
            if let match = entry.pattern.match(line), accepted(entry.rule) { return (entry.rule, entry.pattern, match) }
        }
        return nil
    }

    /// True when a rule matches the line.
    func contains(_ line: Span<UInt8>, _ kind: UInt32) -> Bool {
        for place in Int(bounds[Int(kind)])..<Int(bounds[Int(kind) + 1])
        where rules[Int(positions[place])].pattern.matches(line) {
            return true
        }
        return false
    }
}
