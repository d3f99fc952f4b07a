/// Python's comparisons.
enum Comparison {
    @inline(__always)
    static func holds(
        _ comparison: CompareOperator, _ a: Value, _ b: Value, _ rendering: Rendering
    ) throws(JinjaError) -> Bool {
        switch comparison {
        case .equal: try self.equal(a, b, rendering)
        case .notEqual: try !self.equal(a, b, rendering)
        case .less: try self.less(a, b, rendering)
        case .greater: try self.less(b, a, rendering)
        case .lessOrEqual: try self.lessOrEqual(a, b, rendering)
        case .greaterOrEqual: try self.lessOrEqual(b, a, rendering)
        case .isIn: try self.contains(b, a, rendering)
        case .notIn: try !self.contains(b, a, rendering)
        }
    }

    /// Whether two values are equal; what comparing their items takes is counted as steps of the rendering.
    @inline(__always)
    static func equal(_ a: Value, _ b: Value, _ rendering: Rendering? = nil) throws(JinjaError) -> Bool {
        switch (a, b) {
        case (.string(let x), .string(let y)): return sameText(x, y)
        case (.int(let x), .int(let y)): return x == y
        default:
            var effort = ComparisonEffort()
            let result = try self.equal(a, b, &effort)
            try effort.charge(rendering)
            return result
        }
    }

    /// Whether `a` comes before `b`; kinds without an order are an error.
    static func less(_ a: Value, _ b: Value, _ rendering: Rendering? = nil) throws(JinjaError) -> Bool {
        if case .string(let x) = a, case .string(let y) = b { return PythonText.less(x, y) }
        var effort = ComparisonEffort()
        let result = try self.less(a, b, &effort)
        try effort.charge(rendering)
        return result
    }

    /// Whether the items of two lists are equal.
    static func equal(_ a: [Value], _ b: [Value], _ rendering: Rendering?) throws(JinjaError) -> Bool {
        var effort = ComparisonEffort()
        let result = try self.equal(a, b, &effort)
        try effort.charge(rendering)
        return result
    }

    private static func equal(_ a: Value, _ b: Value, _ effort: inout ComparisonEffort) throws(JinjaError) -> Bool {
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
            return try self.equal(x.items, y.items, &effort)
        case (.tuple(let x), .tuple(let y)):
            if x === y { return true }
            return try self.equal(x.items, y.items, &effort)
        case (.dict(let x), .dict(let y)):
            if x === y { return true }
            return try self.equal(x, y, &effort)
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

    private static func equal(
        _ a: [Value], _ b: [Value], _ effort: inout ComparisonEffort
    ) throws(JinjaError) -> Bool {
        guard a.count == b.count else { return false }
        try effort.descend(a.count)
        for (x, y) in zip(a, b) where try !self.equal(x, y, &effort) { return false }
        effort.ascend()
        return true
    }

    private static func equal(
        _ a: DictValue, _ b: DictValue, _ effort: inout ComparisonEffort
    ) throws(JinjaError) -> Bool {
        guard a.count == b.count else { return false }
        try effort.descend(a.count)
        for (key, x) in zip(a.keys, a.values) {
            guard let y = b.value(of: key), try self.equal(x, y, &effort) else { return false }
        }
        effort.ascend()
        return true
    }

    private static func less(_ a: Value, _ b: Value, _ effort: inout ComparisonEffort) throws(JinjaError) -> Bool {
        switch (a, b) {
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.error
        case (.list(let x), .list(let y)): return try self.less(x.items, y.items, &effort)
        case (.tuple(let x), .tuple(let y)): return try self.less(x.items, y.items, &effort)
        default:
            if let x = a.stringValue, let y = b.stringValue { return PythonText.less(x, y) }
            if let x = Number(a), let y = Number(b) { return x < y }
            throw JinjaError(.type, "A \(a.typeName) and a \(b.typeName) have no order")
        }
    }

    private static func less(_ a: [Value], _ b: [Value], _ effort: inout ComparisonEffort) throws(JinjaError) -> Bool {
        try effort.descend(min(a.count, b.count))
        for (x, y) in zip(a, b) {
            let depth = effort.depth
            if try self.equal(x, y, &effort) { continue }
            effort.depth = depth
            return try self.less(x, y, &effort)
        }
        return a.count < b.count
    }

    private static func lessOrEqual(_ a: Value, _ b: Value, _ rendering: Rendering) throws(JinjaError) -> Bool {
        if let x = Number(a), let y = Number(b) { return x < y || x == y }
        return try !self.less(b, a, rendering)
    }

    /// `item in container`.
    static func contains(_ container: Value, _ item: Value, _ rendering: Rendering) throws(JinjaError) -> Bool {
        switch container {
        case .string(let text), .markup(let text):
            if case .undefined(let undefined) = item { throw undefined.error }
            guard let part = item.stringValue else {
                throw JinjaError(.type, "Only text can be searched for in text, not a \(item.typeName)")
            }
            return try rendering.find(part, in: text)
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
                if try self.equal(candidate, item, rendering) { return true }
            }
            return false
        }
    }
}

/// What one comparison of containers has taken; shared parts of values could make it take for ever.
struct ComparisonEffort {
    var depth = 0
    private var items = 0

    mutating func descend(_ count: Int) throws(JinjaError) {
        self.depth += 1
        self.items += count
        guard self.depth <= 100 else { throw JinjaError(.limit, "The values are nested too deeply to be compared") }
        guard self.items <= 1_000_000 else { throw JinjaError(.limit, "The values are too large to be compared") }
    }

    mutating func ascend() { self.depth -= 1 }

    /// Counts the items as steps; a few items of a container are cheaper than a step of a loop.
    func charge(_ rendering: Rendering?) throws(JinjaError) {
        if self.items > 16 { try rendering?.tick(self.items / 16) }
    }
}
