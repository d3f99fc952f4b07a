/// A stable sort whose comparison may fail.
enum Sorting {
    static func sorted<T>(
        _ items: [T], _ rendering: Rendering, _ less: (T, T) throws(JinjaError) -> Bool
    ) throws(JinjaError) -> [T] {
        var source = items
        var target = items
        var width = 1
        while width < items.count {
            try rendering.tick(items.count)
            var start = 0
            while start < items.count {
                let middle = min(start + width, items.count)
                let end = min(start + 2 * width, items.count)
                var left = start
                var right = middle
                for position in start..<end {
                    let takesRight: Bool
                    if left == middle {
                        takesRight = true
                    } else if right == end {
                        takesRight = false
                    } else {
                        takesRight = try less(source[right], source[left])
                    }
                    target[position] = source[takesRight ? right : left]
                    if takesRight { right += 1 } else { left += 1 }
                }
                start = end
            }
            swap(&source, &target)
            width *= 2
        }
        return source
    }

    /// Sorts by keys worked out once; `reverse` keeps the order of equal items, as Python does.
    static func sorted(
        _ items: [Value], reverse: Bool, _ rendering: Rendering, by key: (Value) throws(JinjaError) -> Value
    ) throws(JinjaError) -> [Value] {
        var keys: [Value] = []
        keys.reserveCapacity(items.count)
        for item in items { keys.append(try key(item)) }
        // Positions are sorted: moving values would count their references.
        let positions = try self.sorted(Array(items.indices), rendering) { a, b throws(JinjaError) in
            reverse
                ? try Comparison.less(keys[b], keys[a], rendering) : try Comparison.less(keys[a], keys[b], rendering)
        }
        return positions.map { items[$0] }
    }
}
