/// Python's comparisons.
enum Comparison {
    @inline(__always)
    static func holds(
        _ comparison: CompareOperator, _ a: Value, _ b: Value, _ rendering: Rendering
    ) throws(JinjaError) -> Bool {
        switch comparison {
        case .equal: try self.equal(a, b, depth: 0)
        case .notEqual: try !self.equal(a, b, depth: 0)
        case .less: try self.less(a, b, depth: 0)
        case .greater: try self.less(b, a, depth: 0)
        case .lessOrEqual: try self.lessOrEqual(a, b)
        case .greaterOrEqual: try self.lessOrEqual(b, a)
        case .isIn: try self.contains(b, a, rendering)
        case .notIn: try !self.contains(b, a, rendering)
        }
    }

    static func equal(_ a: Value, _ b: Value, depth: Int) throws(JinjaError) -> Bool {
        switch (a, b) {
        case (.string(let x), .string(let y)), (.string(let x), .markup(let y)),
            (.markup(let x), .string(let y)), (.markup(let x), .markup(let y)):
            return sameText(x, y)
        case (.int(let x), .int(let y)): return x == y
        case (.undefined(let x), _): return try self.equal(x, b)
        case (_, .undefined(let y)): return try self.equal(y, a)
        case (.none, .none): return true
        case (.list(let x), .list(let y)):
            if x === y { return true }
            return try self.equal(x.items, y.items, depth: depth + 1)
        case (.tuple(let x), .tuple(let y)):
            if x === y { return true }
            return try self.equal(x.items, y.items, depth: depth + 1)
        case (.dict(let x), .dict(let y)):
            if x === y { return true }
            return try self.equal(x, y, depth: depth + 1)
        case (.object(let x), .object(let y)):
            if x === y { return true }
            return try x.equals(y)
        default:
            guard let x = Number(a), let y = Number(b) else { return false }
            return x == y
        }
    }

    private static func equal(_ undefined: Undefined, _ other: Value) throws(JinjaError) -> Bool {
        if undefined.isStrict { throw undefined.error }
        guard case .undefined(let second) = other else { return false }
        if second.isStrict { throw second.error }
        return true
    }

    static func equal(_ a: [Value], _ b: [Value], depth: Int) throws(JinjaError) -> Bool {
        guard depth < 100 else { throw JinjaError(.limit, "The values are nested too deeply to be compared") }
        guard a.count == b.count else { return false }
        for (x, y) in zip(a, b) where try !self.equal(x, y, depth: depth) { return false }
        return true
    }

    private static func equal(_ a: DictValue, _ b: DictValue, depth: Int) throws(JinjaError) -> Bool {
        guard depth < 100 else { throw JinjaError(.limit, "The values are nested too deeply to be compared") }
        guard a.count == b.count else { return false }
        for (key, x) in zip(a.keys, a.values) {
            guard let y = b.value(of: key), try self.equal(x, y, depth: depth) else { return false }
        }
        return true
    }

    static func less(_ a: Value, _ b: Value, depth: Int) throws(JinjaError) -> Bool {
        switch (a, b) {
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.error
        case (.list(let x), .list(let y)): return try self.less(x.items, y.items, depth: depth + 1)
        case (.tuple(let x), .tuple(let y)): return try self.less(x.items, y.items, depth: depth + 1)
        default:
            if let x = a.stringValue, let y = b.stringValue { return PythonText.less(x, y) }
            if let x = Number(a), let y = Number(b) { return x < y }
            throw JinjaError(.type, "A \(a.typeName) and a \(b.typeName) have no order")
        }
    }

    private static func less(_ a: [Value], _ b: [Value], depth: Int) throws(JinjaError) -> Bool {
        guard depth < 100 else { throw JinjaError(.limit, "The values are nested too deeply to be compared") }
        for (x, y) in zip(a, b) where try !self.equal(x, y, depth: depth) {
            return try self.less(x, y, depth: depth)
        }
        return a.count < b.count
    }

    private static func lessOrEqual(_ a: Value, _ b: Value) throws(JinjaError) -> Bool {
        if let x = Number(a), let y = Number(b) { return x < y || x == y }
        return try !self.less(b, a, depth: 0)
    }

    /// `item in container`.
    static func contains(_ container: Value, _ item: Value, _ rendering: Rendering) throws(JinjaError) -> Bool {
        switch container {
        case .string(let text), .markup(let text):
            if case .undefined(let undefined) = item { throw undefined.error }
            guard let part = item.stringValue else {
                throw JinjaError(.type, "Only text can be searched for in text, not a \(item.typeName)")
            }
            return PythonText.contains(text, part)
        case .dict(let dict): return dict.value(of: try DictKey.checked(item)) != nil
        case .undefined(let undefined):
            if undefined.isStrict { throw undefined.error }
            return false
        default:
            if case .object(let object) = container, let answer = try object.contains(item) { return answer }
            guard var cursor = try Cursor(container) else {
                throw JinjaError(.type, "A \(container.typeName) cannot be searched with “in”")
            }
            while let candidate = try cursor.next() {
                try rendering.tick()
                if try self.equal(candidate, item, depth: 0) { return true }
            }
            return false
        }
    }
}
