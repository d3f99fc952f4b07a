/// A line that is the default in some places: there it is not printed and its negation is; elsewhere it is the other way round.
final class ConditionalDefault: Decodable, Sendable {
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
    func isConditionalDefault(_ line: Span<UInt8>, _ kind: UInt32, under parent: Int) -> Bool? {
        guard !grammar.conditionalDefaults.isEmpty(kind),
            let rules = grammar.conditionalDefaults.first(line, kind)?.rule
        else { return nil }
        guard let rule = rules.first(where: { holds($0.scope, under: parent) }) else { return false }
        if let pattern = rule.unlessAbove, nodes[parent].parent >= 0,
            hasChild(pattern, below: Int(nodes[parent].parent))
        {
            return false
        }
        if let pattern = rule.ifBeside, !hasChild(pattern, below: parent) { return false }
        return true
    }

    private func hasChild(_ pattern: CommandPattern, below node: Int) -> Bool {
        children(of: node).contains { child in withLine(child) { line, _ in pattern.matches(line) } }
    }

    /// True when the line says what is so without it.
    func statesDefault(_ line: Span<UInt8>, _ kind: UInt32, under parent: Int) -> Bool {
        if let isDefault = isConditionalDefault(line, kind, under: parent) { return isDefault }
        if grammar.hasConditionalDefaults, let start = grammar.bodyStart(line) {
            let body = line.extracting(start..<line.count)
            if let isDefault = isConditionalDefault(body, grammar.table.kind(of: body), under: parent) {
                return !isDefault
            }
        }
        return !grammar.defaults.isEmpty(kind) && grammar.defaults.contains(line, kind)
    }

    /// True when the line of a node says what is so without it.
    func statesDefault(_ node: Int) -> Bool {
        withLine(node) { statesDefault($0, $1, under: Int(nodes[node].parent)) }
    }

    /// True when such a line below this parent would say what is so without it.
    func statesDefault(_ text: String, under parent: Int) -> Bool {
        withLine(text) { statesDefault($0, $1, under: parent) }
    }

    /// True when the device keeps and prints this negated line.
    func printsNegation(_ text: String, under parent: Int) -> Bool {
        withLine(text) { line, kind in
            if grammar.hasConditionalDefaults, let start = grammar.bodyStart(line) {
                let body = line.extracting(start..<line.count)
                if let isDefault = isConditionalDefault(body, grammar.table.kind(of: body), under: parent) {
                    return isDefault
                }
            }
            return grammar.shownNegations.contains(line, kind)
        }
    }
}
