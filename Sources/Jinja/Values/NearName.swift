/// Finds «did you mean» names: at most two edits away, or one third of a longer name.
enum NearName {
    static func find(_ name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.lowercased().utf8.prefix(64))
        let bound = max(1, min(wanted.count / 3, 3))
        var best: (name: String, distance: Int)?
        for candidate in candidates.prefix(2000) where candidate != name {
            let other = Array(candidate.lowercased().utf8.prefix(64))
            guard abs(other.count - wanted.count) <= bound else { continue }
            let distance = self.distance(wanted, other)
            if distance <= bound, distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Edits between two names; swapping neighbours counts as one.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before: [Int] = []
        var row = Array(0...b.count)
        for i in 0..<a.count {
            var next = [i + 1]
            next.reserveCapacity(b.count + 1)
            for j in 0..<b.count {
                var cost = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                next.append(cost)
            }
            before = row
            row = next
        }
        return row[b.count]
    }
}
