/// Python's `itertools`: results come one by one, so that a huge number of them costs only what is used.
enum Combinations {
    private static func generator(
        _ name: String, _ start: [Int]?, _ rendering: Rendering, _ row: @escaping ([Int]) -> [Value],
        _ advance: @escaping (inout [Int]) -> Bool
    ) -> Value {
        var state = start
        let iterator = ValueIterator { () throws(JinjaError) in
            guard var indices = state else { return nil }
            try rendering.tick(indices.count + 1)
            let value = Value.tuple(TupleValue(row(indices)))
            state = advance(&indices) ? indices : nil
            return value
        }
        return .object(GeneratorValue(name: name, iterator: iterator))
    }

    static func product(_ columns: [[Value]], _ rendering: Rendering) -> Value {
        let start = columns.contains { $0.isEmpty } ? nil : [Int](repeating: 0, count: columns.count)
        return self.generator("product", start, rendering) { indices in
            zip(columns, indices).map { $0[$1] }
        } _: { indices in
            for place in indices.indices.reversed() {
                indices[place] += 1
                if indices[place] < columns[place].count { return true }
                indices[place] = 0
            }
            return false
        }
    }

    static func combinations(_ items: [Value], _ length: Int, _ rendering: Rendering) throws(JinjaError) -> Value {
        guard length >= 0 else { throw JinjaError(.value, "combinations need a length of at least 0") }
        let start = length > items.count ? nil : Array(0..<length)
        return self.generator("combinations", start, rendering) { indices in
            indices.map { items[$0] }
        } _: { indices in
            guard let place = indices.indices.last(where: { indices[$0] != $0 + items.count - length }) else {
                return false
            }
            let first = indices[place] + 1
            for next in place..<length { indices[next] = first + next - place }
            return true
        }
    }

    static func permutations(_ items: [Value], _ length: Int, _ rendering: Rendering) throws(JinjaError) -> Value {
        guard length >= 0 else { throw JinjaError(.value, "permutations need a length of at least 0") }
        let start = length > items.count ? nil : Array(items.indices)
        return self.generator("permutations", start, rendering) { indices in
            indices.prefix(length).map { items[$0] }
        } _: { indices in
            self.advance(&indices, length)
        }
    }

    /// The next order of the first `length` indices; the rest stays sorted.
    private static func advance(_ indices: inout [Int], _ length: Int) -> Bool {
        for place in (0..<length).reversed() {
            let current = indices[place]
            let rest = indices[(place + 1)...]
            if let next = rest.filter({ $0 > current }).min(), let found = rest.firstIndex(of: next) {
                indices.swapAt(place, found)
                indices[(place + 1)...].sort()
                return true
            }
        }
        return false
    }
}
