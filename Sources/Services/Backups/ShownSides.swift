import ConfigTree

/// A difference of configurations in two columns, fit to be shown: its secrets are replaced.
public struct ShownSides: Sendable, Hashable, Codable {
    public let parts: [Part]

    /// Rows that belong together.
    public struct Part: Sendable, Hashable, Codable {
        public let rows: [Row]
        /// Nothing changed in them, and they are far from any change.
        public let isFolded: Bool
    }

    /// An old line and the new line in its place.
    public struct Row: Sendable, Hashable, Codable {
        public let kind: Kind
        /// `nil` where the line is new.
        public let old: [Span]?
        /// `nil` where the line is gone.
        public let new: [Span]?
    }

    /// A piece of a line, with its indentation.
    public struct Span: Sendable, Hashable, Codable {
        public let text: String
        /// Whether the two lines of a row differ here.
        public let isChanged: Bool
    }

    /// What became of a row.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case same, added, removed, changed
    }

    init(_ sides: SideBySide) {
        parts = sides.parts.map { part in
            Part(rows: part.rows.map(Self.row), isFolded: part.isFolded)
        }
    }

    private static func row(_ row: SideBySide.Row) -> Row {
        func spans(_ cell: SideBySide.Cell?) -> [Span]? {
            cell?.spans.map { Span(text: $0.text, isChanged: $0.isChanged) }
        }
        let kind: Kind =
            switch row.kind {
            case .same: .same
            case .added: .added
            case .removed: .removed
            case .changed: .changed
            }
        return Row(kind: kind, old: spans(row.old), new: spans(row.new))
    }
}
