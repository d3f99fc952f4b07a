/// A line that is the default in some places: there it is not printed and its negation is; elsewhere it is the other way round.
struct ConditionalDefault: Decodable, Sendable {
    let line: CommandPatterns
    let scope: RuleScope
    /// The line is no default when such a line stands beside the parent.
    let unlessAbove: CommandPattern?
    /// The line is a default only when such a line stands beside it.
    let ifBeside: CommandPattern?

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case unlessAbove = "unless_above"
        case ifBeside = "if_beside"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        unlessAbove = try values.decodeIfPresent(CommandPattern.self, forKey: .unlessAbove)
        ifBeside = try values.decodeIfPresent(CommandPattern.self, forKey: .ifBeside)
    }
}

extension ConfigTree {
    /// Whether the line is a default below this parent; nil when no rule says that it depends on the place.
    func isConditionalDefault(_ line: String, under parent: Int) -> Bool? {
        guard let rules = grammar.conditionalDefaults.first(line)?.rule else { return nil }
        guard let rule = rules.first(where: { $0.scope.holds(under: header(parent)) }) else { return false }
        func stands(_ pattern: CommandPattern, below node: Int) -> Bool {
            nodes[node].children.contains {
                nodes[$0].parent == node && pattern.matches(CommandWords.split(nodes[$0].text))
            }
        }
        if let pattern = rule.unlessAbove, nodes[parent].parent >= 0, stands(pattern, below: nodes[parent].parent) {
            return false
        }
        if let pattern = rule.ifBeside, !stands(pattern, below: parent) { return false }
        return true
    }

    /// True when the line says what is so without it.
    func statesDefault(_ line: String, under parent: Int) -> Bool {
        if let isDefault = isConditionalDefault(line, under: parent) { return isDefault }
        if let body = grammar.negatedBody(line), let isDefault = isConditionalDefault(body, under: parent) {
            return !isDefault
        }
        return grammar.defaults.contains(line)
    }

    /// True when the device keeps and prints this negated line.
    func printsNegation(_ line: String, under parent: Int) -> Bool {
        if let body = grammar.negatedBody(line), let isDefault = isConditionalDefault(body, under: parent) {
            return isDefault
        }
        return grammar.shownNegations.contains(line)
    }
}
