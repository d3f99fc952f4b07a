/// The difference of two plain texts, line by line: two backups as they were read.
public struct TextDiff: Sendable, Equatable {
    /// One line of the difference.
    public struct Line: Sendable, Equatable {
        /// In both, only in the new, or only in the old text.
        public let kind: ConfigDiff.Kind
        /// The line without its line end.
        public let text: String
        /// Its number in the old text, from 1; nil for an added line.
        public let oldNumber: Int?
        /// Its number in the new text, from 1; nil for a removed line.
        public let newNumber: Int?
    }

    /// All lines of both texts in reading order.
    public let lines: [Line]

    /// Compares two texts; CRLF and LF are the same line end.
    public init(from old: String, to new: String) {
        let a = Self.split(old)
        let b = Self.split(new)
        var lines: [Line] = []
        var x = 0
        var y = 0
        for (i, j) in SequenceMatcher.matches(a, b) + [(a.count, b.count)] {
            for index in x..<i {
                lines.append(.init(kind: .removed, text: a[index], oldNumber: index + 1, newNumber: nil))
            }
            for index in y..<j {
                lines.append(.init(kind: .added, text: b[index], oldNumber: nil, newNumber: index + 1))
            }
            if i < a.count { lines.append(.init(kind: .context, text: a[i], oldNumber: i + 1, newNumber: j + 1)) }
            (x, y) = (i + 1, j + 1)
        }
        self.lines = lines
    }

    /// How many lines are new.
    public var addedCount: Int { lines.count { $0.kind == .added } }

    /// How many lines are gone.
    public var removedCount: Int { lines.count { $0.kind == .removed } }

    /// True when both texts have the same lines.
    public var isEmpty: Bool { lines.allSatisfy { $0.kind == .context } }

    /// The difference in the unified format of `diff -u`; empty when nothing changed.
    public func unified(from oldName: String, to newName: String, context: Int = 3) -> String {
        let hunks = hunks(context: max(0, context))
        guard !hunks.isEmpty else { return "" }
        var text = "--- \(oldName)\n+++ \(newName)\n"
        for hunk in hunks {
            let part = lines[hunk]
            let old = part.filter { $0.kind != .added }.count
            let new = part.filter { $0.kind != .removed }.count
            let oldStart = lines[..<hunk.lowerBound].count { $0.kind != .added } + (old == 0 ? 0 : 1)
            let newStart = lines[..<hunk.lowerBound].count { $0.kind != .removed } + (new == 0 ? 0 : 1)
            text += "@@ -\(oldStart)\(old == 1 ? "" : ",\(old)") +\(newStart)\(new == 1 ? "" : ",\(new)") @@\n"
            for line in part {
                let mark = line.kind == .added ? "+" : line.kind == .removed ? "-" : " "
                text += mark + line.text + "\n"
            }
        }
        return text
    }

    /// Positions of changes with their neighbours, joined where they touch.
    public func hunks(context: Int = 3) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for index in lines.indices where lines[index].kind != .context {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = result.last, last.upperBound >= range.lowerBound {
                result[result.count - 1] = last.lowerBound..<range.upperBound
            } else {
                result.append(range)
            }
        }
        return result
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines.map { String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self) }
    }
}
