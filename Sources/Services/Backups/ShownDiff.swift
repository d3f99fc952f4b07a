import ConfigTree

/// A difference of configurations, fit to be shown: its secrets are replaced.
public struct ShownDiff: Sendable, Hashable, Codable {
    public let lines: [Line]
    public let addedCount: Int
    public let removedCount: Int

    /// One line of it.
    public struct Line: Sendable, Hashable, Codable {
        public let kind: Kind
        /// With its indentation.
        public let text: String
    }

    /// Whether a line comes, goes, or only shows where the others stand.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case context, added, removed
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { addedCount == 0 && removedCount == 0 }

    init(_ diff: ConfigDiff) {
        lines = diff.lines.map { line in
            let kind: Kind =
                switch line.kind {
                case .context: .context
                case .added: .added
                case .removed: .removed
                }
            return Line(kind: kind, text: String(repeating: " ", count: line.depth) + line.text)
        }
        addedCount = diff.addedCount
        removedCount = diff.removedCount
    }

    /// A difference of plain texts; each side's secrets are hidden by what its platform knows of them.
    init(_ diff: TextDiff, from old: SecretGrammar, to new: SecretGrammar, context: Int = 3) {
        let olds = Self.shown(diff.lines.filter { $0.oldNumber != nil }.map(\.text), old)
        let news = Self.shown(diff.lines.filter { $0.newNumber != nil }.map(\.text), new)
        lines = diff.hunks(context: context).flatMap { hunk in
            diff.lines[hunk].map { line in
                let kind: Kind =
                    switch line.kind {
                    case .context: .context
                    case .added: .added
                    case .removed: .removed
                    }
                let text =
                    line.newNumber.map { news[$0 - 1] } ?? line.oldNumber.map { olds[$0 - 1] } ?? ""
                return Line(kind: kind, text: text)
            }
        }
        addedCount = diff.addedCount
        removedCount = diff.removedCount
    }

    /// A secret may go over many lines, so a side is hidden as a whole; it keeps its lines.
    private static func shown(_ lines: [String], _ secrets: SecretGrammar) -> [String] {
        secrets.redact(lines)
    }
}
