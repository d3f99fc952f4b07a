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

    /// A difference of plain texts whose secrets are replaced already.
    init(_ diff: TextDiff, context: Int = 3) {
        lines = diff.hunks(context: context).flatMap { hunk in
            diff.lines[hunk].map { line in
                let kind: Kind =
                    switch line.kind {
                    case .context: .context
                    case .added: .added
                    case .removed: .removed
                    }
                return Line(kind: kind, text: line.text)
            }
        }
        addedCount = diff.addedCount
        removedCount = diff.removedCount
    }
}
