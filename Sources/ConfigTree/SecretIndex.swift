/// Rules found by a word that their lines must have, so that a line is held only against those that can match.
struct SecretIndex<Rule: ScopedSecretRule>: Sendable {
    private struct Entry: Sendable {
        let order: Int
        let pattern: SecretPattern
        let rule: Rule
    }

    private var byKeyword: [ArraySlice<UInt8>: [Entry]] = [:]
    private var others: [Entry] = []

    /// Keeps the order of the rules: the first that matches wins.
    init(_ rules: [(SecretPattern, Rule)]) {
        for (order, (pattern, rule)) in rules.enumerated() {
            let entry = Entry(order: order, pattern: pattern, rule: rule)
            if let keywords = pattern.keywords {
                for keyword in Set(keywords) { byKeyword[keyword[...], default: []].append(entry) }
            } else {
                others.append(entry)
            }
        }
    }

    /// The first rule that matches the line; where lines above are not known, rules that ask for them do not hold.
    func first(_ line: SecretLine, below headers: [SecretLine] = []) -> (rule: Rule, match: SecretPattern.Match)? {
        var candidates = others
        for index in line.words.indices {
            if let found = byKeyword[line.lower(index)] { candidates += found }
        }
        for entry in candidates.sorted(by: { $0.order < $1.order }) {
            if let scope = entry.rule.scope {
                guard headers.contains(where: { header in scope.all.contains { $0.match(header) != nil } }) else {
                    continue
                }
            }
            if let match = entry.pattern.match(line) { return (entry.rule, match) }
        }
        return nil
    }
}
