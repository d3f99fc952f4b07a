/// The commands that put lines into their order where the platform has such a command.
struct OrderMoves {
    private(set) var commands: [String] = []

    init(_ changes: SiblingChanges, _ from: ConfigTree, _ to: ConfigTree) {
        guard from.grammar.hasOrder else { return }
        var groups: [String: (rule: OrderedRule, wanted: [SiblingChanges.Wanted])] = [:]
        var names: [String] = []
        for wanted in changes.wanted {
            guard let order = to.order(wanted.node), order.rule.move != nil else { continue }
            if groups[order.group] == nil { names.append(order.group) }
            groups[order.group, default: (order.rule, [])].wanted.append(wanted)
        }
        for name in names {
            guard let group = groups[name], let move = group.rule.move else { continue }
            // The device has the old lines in their order, and appends the new ones as they come.
            let places = group.wanted.enumerated().map { $1.same ?? changes.old.count + $0 }
            let staying = Set(SequenceMatcher.rising(places))
            for (index, wanted) in group.wanted.enumerated().reversed() where !staying.contains(index) {
                let text = to.text(wanted.node)
                if index + 1 < group.wanted.count {
                    commands.append(Self.fill(move, text, "before", to.text(group.wanted[index + 1].node)))
                } else if let last = places.indices.max(by: { places[$0] < places[$1] }) {
                    commands.append(Self.fill(move, text, "after", to.text(group.wanted[last].node)))
                }
            }
        }
    }

    /// `$item` and `$other` are the lines without their first word, `$place` is `before` or `after`.
    private static func fill(_ template: String, _ item: String, _ place: String, _ other: String) -> String {
        template.replacing("$item", with: item.withoutFirstWord).replacing("$place", with: place)
            .replacing("$other", with: other.withoutFirstWord)
    }
}

extension String {
    /// What stands behind the first space; all of it where there is none.
    var withoutFirstWord: String { firstIndex(of: " ").map { String(self[index(after: $0)...]) } ?? self }
}
