/// Python's slices.
enum Slicing {
    static func slice(
        _ value: Value, _ start: Int?, _ stop: Int?, _ step: Int?, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        switch value {
        case .list(let list):
            return .list(ListValue(try self.pick(list.items, start, stop, step, rendering)))
        case .tuple(let tuple):
            return .tuple(TupleValue(try self.pick(tuple.items, start, stop, step, rendering)))
        case .string(let text), .markup(let text):
            if text.utf8.count > 64, step ?? 1 == 1, PythonText.isASCII(text) {
                let (first, end, _) = try self.indices(text.utf8.count, start, stop, nil)
                let part = String(decoding: text.utf8.dropFirst(first).prefix(max(0, end - first)), as: UTF8.self)
                return value.isMarkup ? .markup(part) : .string(part)
            }
            let scalars = try self.pick(Array(text.unicodeScalars), start, stop, step, rendering)
            let result = String(String.UnicodeScalarView(scalars))
            return value.isMarkup ? .markup(result) : .string(result)
        case .undefined(let undefined): throw undefined.error
        case .object(let object):
            guard let range = object as? RangeValue else { break }
            let indices = try self.indices(range.length, start, stop, step)
            return .object(range.slice(indices))
        default: break
        }
        throw JinjaError(.type, "A \(value.typeName) cannot be sliced")
    }

    private static func pick<T>(
        _ items: [T], _ start: Int?, _ stop: Int?, _ step: Int?, _ rendering: Rendering
    ) throws(JinjaError) -> [T] {
        let (first, end, step) = try self.indices(items.count, start, stop, step)
        let distance = step > 0 ? end - first : first - end
        try rendering.use(bytes: max(0, distance) / abs(step) * MemoryLayout<T>.stride)
        if step == 1 { return first < end ? Array(items[first..<end]) : [] }
        return stride(from: first, to: end, by: step).map { items[$0] }
    }

    /// The bounds as Python's `slice.indices` works them out.
    static func indices(
        _ count: Int, _ start: Int?, _ stop: Int?, _ step: Int?
    ) throws(JinjaError) -> (first: Int, end: Int, step: Int) {
        let step = step ?? 1
        guard step != 0, step != Int.min else { throw JinjaError(.value, "The step of a slice cannot be zero") }
        let lowest = step < 0 ? -1 : 0
        let highest = step < 0 ? count - 1 : count
        func bound(_ index: Int?, default value: Int) -> Int {
            guard let index else { return value }
            return index < 0 ? max(lowest, index + count) : min(highest, index)
        }
        return (
            bound(start, default: step < 0 ? highest : 0), bound(stop, default: step < 0 ? -1 : count), step
        )
    }
}
