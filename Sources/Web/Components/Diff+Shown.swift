import Services

extension Component.Diff {
    /// A difference of configurations, without line numbers.
    init(_ diff: ShownDiff, label: String, emptyText: String) {
        self.init(
            label: label, added: diff.addedCount, removed: diff.removedCount, hasNumbers: false, emptyText: emptyText,
            lines: diff.lines.map {
                Component.DiffLine(kind: $0.kind.rawValue, oldNumber: "", newNumber: "", text: $0.text)
            })
    }

    /// A difference that is not there.
    static func none(label: String) -> Component.Diff {
        Component.Diff(label: label, added: 0, removed: 0, hasNumbers: false, emptyText: "", lines: [])
    }
}

extension Component.TextLine {
    /// The lines of a text, numbered from 1; the end of the last line makes no line of its own.
    static func lines(of text: String, marking marked: Int = 0, mark: String = "") -> [Component.TextLine] {
        var parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        if parts.last?.isEmpty ?? false { parts.removeLast() }
        return parts.enumerated().map { index, line in
            Component.TextLine(
                number: String(index + 1), text: String(line), isMarked: index + 1 == marked,
                mark: index + 1 == marked ? mark : "")
        }
    }
}
