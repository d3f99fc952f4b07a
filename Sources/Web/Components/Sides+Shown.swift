import Services

extension Component.Sides {
    /// A difference of configurations in two columns.
    init(_ sides: ShownSides, label: String, oldTitle: String, newTitle: String) {
        self.init(
            label: label, oldTitle: oldTitle, newTitle: newTitle,
            parts: sides.parts.map { part in
                Part(
                    fold: part.isFolded ? "\(part.rows.count) lines without change" : "",
                    rows: part.rows.map(Row.init(shown:)))
            })
    }
}

extension Component.Sides.Row {
    fileprivate init(shown row: ShownSides.Row) {
        func spans(_ spans: [ShownSides.Span]?) -> [Component.Sides.Span] {
            (spans ?? []).map { Component.Sides.Span(text: $0.text, isChanged: $0.isChanged) }
        }
        let isSame = row.kind == .same
        self.init(
            kind: row.kind.rawValue, oldSign: isSame || row.old == nil ? "" : "−",
            newSign: isSame || row.new == nil ? "" : "+", old: spans(row.old), new: spans(row.new))
    }
}
