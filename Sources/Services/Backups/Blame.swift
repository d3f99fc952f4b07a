import ConfigTree
public import Domain

/// Which point brought each line of a configuration.
public struct Blame: Sendable {
    /// A line without its secrets, and the point that brought it.
    public struct Line: Sendable, Hashable {
        public let text: String
        /// The position in `points`; `nil` for a line that is older than what was looked through.
        public let point: Int?
    }

    public let lines: [Line]
    /// The points that were looked through, newest first.
    public let points: [Backup]
    /// Whether there are older points, which were not looked through.
    public let isCut: Bool

    /// Attributes the lines of the newest text; the texts are those of the points, newest first.
    ///
    /// A line that went and came back was brought by the point with which it came back.
    static func attribute(_ texts: [String], isCut: Bool) -> [Int?] {
        guard let newest = texts.first else { return [] }
        var answer = [Int?](repeating: nil, count: TextDiff(from: "", to: newest).addedCount)
        // For each line of the text at hand, its line in the newest text; none when it went later.
        var origin: [Int?] = answer.indices.map { $0 }
        var left = answer.count
        for (index, newer) in texts.enumerated() where left > 0 {
            guard index + 1 < texts.count else {
                // What the first point of all has, it brought.
                if !isCut { for line in origin { if let line, answer[line] == nil { answer[line] = index } } }
                break
            }
            let difference = TextDiff(from: texts[index + 1], to: newer)
            var olderOrigin = [Int?](repeating: nil, count: difference.lines.count { $0.oldNumber != nil })
            for line in difference.lines {
                guard let new = line.newNumber, let target = origin[new - 1] else { continue }
                if let old = line.oldNumber {
                    olderOrigin[old - 1] = target
                } else {
                    answer[target] = index
                    left -= 1
                }
            }
            origin = olderOrigin
        }
        return answer
    }
}
