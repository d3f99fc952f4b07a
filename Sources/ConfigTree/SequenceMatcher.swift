/// Finds which elements of two sequences stay, in bounded time: unique lines first, Myers' algorithm between them.
enum SequenceMatcher {
    /// Above so many edits between two anchors everything between them counts as changed.
    private static let maxEdits = 1_000

    /// Pairs of positions of equal elements, rising in both.
    static func matches<Element: Hashable>(_ a: [Element], _ b: [Element]) -> [(Int, Int)] {
        var ids: [Element: Int] = [:]
        func number(_ element: Element) -> Int {
            if let id = ids[element] { return id }
            ids[element] = ids.count
            return ids.count - 1
        }
        return matches(a.map(number), b.map(number), names: ids.count)
    }

    private static func matches(_ a: [Int], _ b: [Int], names: Int) -> [(Int, Int)] {
        var result: [(Int, Int)] = []
        var low = (0, 0)
        for anchor in anchors(a, b, names: names) + [(a.count, b.count)] {
            result += between(a[low.0..<anchor.0], b[low.1..<anchor.1])
            if anchor.0 < a.count { result.append(anchor) }
            low = (anchor.0 + 1, anchor.1 + 1)
            if anchor.0 == a.count { break }
        }
        return result
    }

    /// Elements that occur once in both, as the longest run that rises in both (patience diff).
    private static func anchors(_ a: [Int], _ b: [Int], names: Int) -> [(Int, Int)] {
        var inA = [Int](repeating: -1, count: names)
        var inB = inA
        for (index, id) in a.enumerated() { inA[id] = inA[id] == -1 ? index : -2 }
        for (index, id) in b.enumerated() { inB[id] = inB[id] == -1 ? index : -2 }
        let common = a.enumerated().filter { inA[$0.element] >= 0 && inB[$0.element] >= 0 }.map {
            ($0.offset, inB[$0.element])
        }
        return rising(common.map(\.1)).map { common[$0] }
    }

    /// The positions of a longest run of rising numbers.
    static func rising(_ numbers: [Int]) -> [Int] {
        var piles: [Int] = []
        var previous = [Int](repeating: -1, count: numbers.count)
        for (index, number) in numbers.enumerated() {
            var low = 0
            var high = piles.count
            while low < high {
                let middle = (low + high) / 2
                if numbers[piles[middle]] < number { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[index] = piles[low - 1] }
            if low == piles.count { piles.append(index) } else { piles[low] = index }
        }
        var result: [Int] = []
        var current = piles.last ?? -1
        while current >= 0 {
            result.append(current)
            current = previous[current]
        }
        return result.reversed()
    }

    /// Myers' greedy algorithm with a bound on the edits.
    private static func between(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> [(Int, Int)] {
        var prefix: [(Int, Int)] = []
        var a = a
        var b = b
        while let x = a.first, x == b.first {
            prefix.append((a.startIndex, b.startIndex))
            a.removeFirst()
            b.removeFirst()
        }
        var suffix: [(Int, Int)] = []
        while let x = a.last, x == b.last {
            suffix.append((a.endIndex - 1, b.endIndex - 1))
            a.removeLast()
            b.removeLast()
        }
        let middle = a.isEmpty || b.isEmpty ? [] : myers(a, b)
        return prefix + middle + suffix.reversed()
    }

    private static func myers(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> [(Int, Int)] {
        let limit = min(a.count + b.count, maxEdits)
        var furthest = [Int](repeating: 0, count: 2 * limit + 2)
        var trace: [[Int]] = []
        for edits in 0...limit {
            trace.append(furthest)
            for k in stride(from: -edits, through: edits, by: 2) {
                let down = k == -edits || (k != edits && furthest[k - 1 + limit] < furthest[k + 1 + limit])
                var x = down ? furthest[k + 1 + limit] : furthest[k - 1 + limit] + 1
                var y = x - k
                while x < a.count, y < b.count, y >= 0, a[a.startIndex + x] == b[b.startIndex + y] {
                    x += 1
                    y += 1
                }
                furthest[k + limit] = x
                if x >= a.count, y >= b.count { return backtrack(a, b, trace, limit) }
            }
        }
        return []
    }

    private static func backtrack(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>, _ trace: [[Int]], _ limit: Int) -> [(
        Int, Int
    )] {
        var result: [(Int, Int)] = []
        var x = a.count
        var y = b.count
        for edits in trace.indices.reversed() {
            let furthest = trace[edits]
            let k = x - y
            let down = k == -edits || (k != edits && furthest[k - 1 + limit] < furthest[k + 1 + limit])
            let previousK = edits == 0 ? 0 : down ? k + 1 : k - 1
            let previousX = edits == 0 ? 0 : furthest[previousK + limit]
            let previousY = edits == 0 ? 0 : previousX - previousK
            while x > previousX, y > previousY, a[a.startIndex + x - 1] == b[b.startIndex + y - 1] {
                x -= 1
                y -= 1
                result.append((a.startIndex + x, b.startIndex + y))
            }
            x = previousX
            y = previousY
        }
        return result.reversed()
    }
}
