/// Finds the name somebody probably meant.
enum Suggestion {
    /// The nearest of `names`, or nil when none is near: a third of the letters may differ.
    static func nearest(to text: String, among names: [String]) -> String? {
        let distances = names.map { (name: $0, distance: distance(text, $0)) }
        guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, text.count / 3) ? best.name : nil
    }

    /// Levenshtein's distance: insertions, deletions and replacements of one character.
    private static func distance(_ one: String, _ other: String) -> Int {
        let letters = Array(other)
        var row = Array(0...letters.count)
        for (position, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = position + 1
            for column in letters.indices {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letters[column] == letter ? 0 : 1))
                diagonal = above
            }
        }
        return row.last ?? 0
    }
}
