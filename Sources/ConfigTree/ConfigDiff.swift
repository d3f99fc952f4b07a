/// The difference of two configurations as reviewers see it: changed lines, the lines they stand under, and some neighbours.
///
/// Two differences are equal when their changes are: context and position make none, except in sections whose order counts.
/// A secret that the device stores in another form than it was typed equals any value.
public struct ConfigDiff: Sendable, Codable {
    /// What became of a line.
    public enum Kind: String, Sendable, Codable {
        /// In both; shown for orientation.
        case context
        /// Only in the new configuration.
        case added
        /// Only in the old configuration.
        case removed
    }

    /// One line of the difference.
    public struct Line: Sendable, Equatable, Codable {
        /// What became of it.
        public let kind: Kind
        /// The text without indentation; a value of several lines holds line feeds.
        public let text: String
        /// How many sections it stands in.
        public let depth: Int
        /// The position in `lines` of the section it stands in; nil at the top.
        public let parent: Int?
        /// True when lines that did not change were left out before this one.
        public let followsGap: Bool
        /// The text to compare by, where it is not `text`.
        let comparable: String?
        /// The group of lines among which order counts.
        let order: String?
        /// Of a platform with paths: the whole path, of which `text` is the end.
        let path: String?
        /// Of a platform with paths: true for a line that only holds others.
        let isFrame: Bool?

        init(
            kind: Kind, text: String, depth: Int, parent: Int?, followsGap: Bool, comparable: String?, order: String?,
            path: String? = nil, isFrame: Bool? = nil
        ) {
            self.kind = kind
            self.text = text
            self.depth = depth
            self.parent = parent
            self.followsGap = followsGap
            self.comparable = comparable
            self.order = order
            self.path = path
            self.isFrame = isFrame
        }
    }

    /// Changes, all their parents and neighbours, in the order of the configurations.
    public let lines: [Line]

    init(lines: [Line]) { self.lines = lines }

    /// Compares two trees of one platform; `context` lines that did not change are kept on each side of a change.
    public init(from old: ConfigTree, to new: ConfigTree, context: Int = 3) {
        if let rules = old.grammar.paths {
            var builder = PathDiff(from: old, to: new, rules: rules)
            lines = builder.build(context: max(0, context))
        } else {
            var builder = DiffBuilder(from: old, to: new, context: max(0, context))
            lines = builder.build()
        }
    }

    /// How many lines are new.
    public var addedCount: Int { lines.count { $0.kind == .added } }

    /// How many lines are gone.
    public var removedCount: Int { lines.count { $0.kind == .removed } }

    /// True when nothing changed.
    public var isEmpty: Bool { lines.allSatisfy { $0.kind == .context } }

    /// The lines that opened the sections around a line, outermost first; empty for a position out of bounds.
    public func path(of index: Int) -> [String] {
        guard lines.indices.contains(index) else { return [] }
        var path: [String] = []
        var current = lines[index].parent
        while let parent = current, lines.indices.contains(parent) {
            path.append(lines[parent].text)
            // A decoded value may be damaged; parents always come first, so this ends.
            current = lines[parent].parent.flatMap { $0 < parent ? $0 : nil }
        }
        return path.reversed()
    }

    /// The difference as text: `+` and `-` before changed lines, one space of indentation a level, `...` where lines were left out.
    public func unified() -> String {
        var text = ""
        for line in lines {
            if line.followsGap { text += "  ...\n" }
            let mark =
                switch line.kind {
                case .context: " "
                case .added: "+"
                case .removed: "-"
                }
            let indent = String(repeating: " ", count: line.depth)
            for part in line.text.split(separator: "\n", omittingEmptySubsequences: false) {
                text += mark + indent + part + "\n"
            }
        }
        return text
    }

    /// The same under the names of both sides; empty when nothing changed.
    public func unified(from oldName: String, to newName: String) -> String {
        isEmpty ? "" : "--- \(oldName)\n+++ \(newName)\n" + unified()
    }

    /// The same difference with every secret hidden; the same secret has the same numbered mark, so a changed one shows.
    public func redacted(by grammar: Grammar) -> ConfigDiff {
        var map = RedactionMap()
        return redacted(by: grammar, into: &map)
    }

    /// The same difference with every secret replaced by its mark of the map.
    public func redacted(by grammar: Grammar, into map: inout RedactionMap) -> ConfigDiff {
        let texts = grammar.paths == nil ? redactedTexts(by: grammar, &map) : redactedEnds(by: grammar, &map)
        return ConfigDiff(
            lines: zip(lines, texts).map { line, text in
                Line(
                    kind: line.kind, text: text, depth: line.depth, parent: line.parent, followsGap: line.followsGap,
                    comparable: line.comparable.map { grammar.secrets.redact($0) }, order: line.order,
                    path: line.path.map { grammar.secrets.redact($0, into: &map) }, isFrame: line.isFrame)
            })
    }

    private func redactedTexts(by grammar: Grammar, _ map: inout RedactionMap) -> [String] {
        // Indentation tells the rules below which line another one stands.
        let texts = grammar.secrets.redact(
            lines.map { String(repeating: " ", count: $0.depth) + $0.text }, into: &map)
        return zip(lines, texts).map { String($1.dropFirst($0.depth)) }
    }

    /// The ends of redacted paths: what is secret, often only the words before tell.
    private func redactedEnds(by grammar: Grammar, _ map: inout RedactionMap) -> [String] {
        let paths = grammar.secrets.redact(lines.map { $0.path ?? $0.text }, into: &map)
        return lines.indices.map { index in
            guard let parent = lines[index].parent, parent < index else { return paths[index] }
            return paths[index].behind(paths[parent]) ?? Grammar.redactionMark
        }
    }
}
