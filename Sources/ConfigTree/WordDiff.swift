/// Which words of a changed line changed.
enum WordDiff {
    /// Longer lines are shown as changed as a whole.
    private static let mostWords = 400

    /// The parts of both lines; what is in both in the same order is unchanged.
    static func spans(_ old: String, _ new: String) -> (old: [SideBySide.Span], new: [SideBySide.Span]) {
        let a = words(old)
        let b = words(new)
        guard a.count <= mostWords, b.count <= mostWords else {
            return ([.init(text: old, isChanged: true)], [.init(text: new, isChanged: true)])
        }
        let pairs = common(a, b)
        return (marked(a, Set(pairs.map(\.0))), marked(b, Set(pairs.map(\.1))))
    }

    /// From 0, nothing in common, to 1, the same words.
    static func similarity(_ old: String, _ new: String) -> Double {
        let a = words(old).filter { !isBlank($0) }
        let b = words(new).filter { !isBlank($0) }
        guard !a.isEmpty, !b.isEmpty, a.count + b.count <= mostWords else { return 0 }
        return 2 * Double(common(a, b).count) / Double(a.count + b.count)
    }

    /// Runs of letters and digits, runs of blanks, and every other character alone.
    private static func words(_ line: String) -> [Substring] {
        var words: [Substring] = []
        var start = line.startIndex
        while start != line.endIndex {
            let first = line[start]
            var end = line.index(after: start)
            if first.isLetter || first.isNumber {
                while end != line.endIndex, line[end].isLetter || line[end].isNumber { end = line.index(after: end) }
            } else if first.isWhitespace {
                while end != line.endIndex, line[end].isWhitespace { end = line.index(after: end) }
            }
            words.append(line[start..<end])
            start = end
        }
        return words
    }

    /// The longest common subsequence, as pairs of positions.
    private static func common(_ a: [Substring], _ b: [Substring]) -> [(Int, Int)] {
        let width = b.count + 1
        var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                lengths[i * width + j] =
                    a[i] == b[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    /// Neighbours of one kind as one span; blanks between two changed words have changed with them.
    private static func marked(_ words: [Substring], _ same: Set<Int>) -> [SideBySide.Span] {
        var spans: [SideBySide.Span] = []
        for (index, word) in words.enumerated() {
            let isBetween =
                isBlank(word) && index > 0 && index + 1 < words.count && !same.contains(index - 1)
                && !same.contains(index + 1)
            let isChanged = !same.contains(index) || isBetween
            if let last = spans.last, last.isChanged == isChanged {
                spans[spans.count - 1] = .init(text: last.text + word, isChanged: isChanged)
            } else {
                spans.append(.init(text: String(word), isChanged: isChanged))
            }
        }
        return spans
    }

    private static func isBlank(_ word: Substring) -> Bool { word.allSatisfy(\.isWhitespace) }
}
