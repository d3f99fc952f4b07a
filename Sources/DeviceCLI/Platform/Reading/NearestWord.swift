/// Finds the word that somebody probably meant.
public enum NearestWord {
    /// The nearest of `words` by edits (a swap of neighbours counts as one); nil when none is near enough.
    public static func to(_ word: String, among words: some Sequence<String>) -> String? {
        let limit = max(1, min(3, word.utf8.count / 3))
        let ranked = words.map { (edits(word, $0), $0) }.filter { $0.0 <= limit }
        return ranked.min { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }?.1
    }

    private static func edits(_ first: String, _ second: String) -> Int {
        let first = Array(first.lowercased().utf8.prefix(64))
        let second = Array(second.lowercased().utf8.prefix(64))
        var rows = [Array(0...second.count)]
        for (row, byte) in first.enumerated() {
            var next = [row + 1]
            for (column, other) in second.enumerated() {
                var cost = min(
                    next[column] + 1, rows[row][column + 1] + 1, rows[row][column] + (byte == other ? 0 : 1))
                if row > 0, column > 0, byte == second[column - 1], first[row - 1] == other {
                    cost = min(cost, rows[row - 1][column - 1] + 1)
                }
                next.append(cost)
            }
            rows.append(next)
        }
        return rows[first.count][second.count]
    }
}
