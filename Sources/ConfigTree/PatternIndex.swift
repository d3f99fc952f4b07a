/// Rules found by the first word of their pattern, so that a line is held only against those that can match.
struct PatternIndex<Rule: Sendable>: Sendable {
    private struct Entry: Sendable {
        let order: Int
        let pattern: CommandPattern
        let rule: Rule
    }

    private var byFirstWord: [String: [Entry]] = [:]
    private var others: [Entry] = []

    /// Keeps the order of the rules: the first that matches wins.
    init(_ rules: [(CommandPattern, Rule)]) {
        for (order, (pattern, rule)) in rules.enumerated() {
            let entry = Entry(order: order, pattern: pattern, rule: rule)
            if let words = pattern.firstWords {
                for word in Set(words) { byFirstWord[word, default: []].append(entry) }
            } else {
                others.append(entry)
            }
        }
    }

    /// The first rule that matches the line and is accepted.
    func first(
        _ line: String, where accepted: (Rule) -> Bool = { _ in true }
    ) -> (rule: Rule, pattern: CommandPattern, match: CommandPattern.Match)? {
        let candidates = byFirstWord[CommandWords.first(line)] ?? []
        guard !candidates.isEmpty || !others.isEmpty else { return nil }
        let words = CommandWords.split(line)
        var a = candidates[...]
        var b = others[...]
        while let entry = Self.next(&a, &b) {
            if accepted(entry.rule), let match = entry.pattern.match(words) {
                return (entry.rule, entry.pattern, match)
            }
        }
        return nil
    }

    /// True when a rule matches the line.
    func contains(_ line: String) -> Bool { first(line) != nil }

    private static func next(_ a: inout ArraySlice<Entry>, _ b: inout ArraySlice<Entry>) -> Entry? {
        guard let left = a.first else { return b.popFirst() }
        guard let right = b.first, right.order < left.order else { return a.popFirst() }
        return b.popFirst()
    }
}
