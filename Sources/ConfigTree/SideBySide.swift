/// A difference as two columns, old and new: what belongs together stands in one row, and long runs without change are folded.
public struct SideBySide: Sendable, Equatable, Codable {
    /// A piece of a line.
    public struct Span: Sendable, Equatable, Codable {
        public let text: String
        /// True where the two lines of a row differ.
        public let isChanged: Bool

        /// A piece of a line.
        public init(text: String, isChanged: Bool) {
            self.text = text
            self.isChanged = isChanged
        }
    }

    /// One side of a row.
    public struct Cell: Sendable, Equatable, Codable {
        /// The line in pieces, with its indentation.
        public let spans: [Span]
        /// Its number in its text, from 1; nil where only the meaning is compared.
        public let number: Int?
        /// The whole line.
        public var text: String { spans.map(\.text).joined() }
    }

    /// What became of a row.
    public enum Kind: String, Sendable, Equatable, Codable, CaseIterable {
        case same, added, removed, changed
    }

    /// An old line and the new line in its place; one of them may be missing.
    public struct Row: Sendable, Equatable, Codable {
        public let kind: Kind
        public let old: Cell?
        public let new: Cell?
        /// The lines under which it stands, outermost first; empty where lines have no parents.
        public let path: [String]
    }

    /// Rows that belong together.
    public struct Part: Sendable, Equatable, Codable {
        public let rows: [Row]
        /// Nothing changed in them, and they are far from any change.
        public let isFolded: Bool
        /// Lines were left out before them.
        public let followsGap: Bool
    }

    /// All rows in reading order.
    public let parts: [Part]
    /// How many lines are new.
    public let addedCount: Int
    /// How many lines are gone.
    public let removedCount: Int

    /// The columns of a difference of configurations; `context` rows stay open around each change.
    public init(_ diff: ConfigDiff, context: Int = 3) {
        let lines = diff.lines.indices.map { index in
            Line(
                kind: diff.lines[index].kind,
                text: String(repeating: " ", count: diff.lines[index].depth) + diff.lines[index].text,
                oldNumber: nil, newNumber: nil, path: diff.path(of: index), followsGap: diff.lines[index].followsGap)
        }
        self.init(lines, context: context)
    }

    /// The columns of a difference of texts; `context` rows stay open around each change.
    public init(_ diff: TextDiff, context: Int = 3) {
        self.init(
            diff.lines.map {
                Line(
                    kind: $0.kind, text: $0.text, oldNumber: $0.oldNumber, newNumber: $0.newNumber, path: [],
                    followsGap: false)
            }, context: context)
    }

    private init(_ lines: [Line], context: Int) {
        addedCount = lines.count { $0.kind == .added }
        removedCount = lines.count { $0.kind == .removed }
        parts = Self.folded(RowBuilder.rows(of: lines), context: max(0, context))
    }

    /// A line before it has found its row.
    struct Line {
        let kind: ConfigDiff.Kind
        let text: String
        let oldNumber: Int?
        let newNumber: Int?
        let path: [String]
        let followsGap: Bool
    }

    /// Puts rows into parts: a run that is far from changes is folded when that hides more than one row.
    private static func folded(_ rows: [(row: Row, followsGap: Bool)], context: Int) -> [Part] {
        var near = [Bool](repeating: false, count: rows.count)
        var last: Int?
        for index in rows.indices {
            if rows[index].row.kind != .same { last = index }
            if let last, index - last <= context { near[index] = true }
        }
        last = nil
        for index in rows.indices.reversed() {
            if rows[index].row.kind != .same { last = index }
            if let last, last - index <= context { near[index] = true }
        }
        var parts: [Part] = []
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, near[end] == near[start], !rows[end].followsGap { end += 1 }
            parts.append(
                Part(
                    rows: rows[start..<end].map(\.row), isFolded: !near[start] && end - start > 1,
                    followsGap: rows[start].followsGap))
            start = end
        }
        return parts
    }
}
