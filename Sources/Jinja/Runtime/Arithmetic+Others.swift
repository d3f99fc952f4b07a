/// Operators on text and containers.
extension Arithmetic {
    static func others(
        _ operation: BinaryOperator, _ a: Value, _ b: Value, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        if case .undefined(let undefined) = a { throw undefined.error }
        if operation == .modulo, let pattern = a.stringValue {
            return try PercentFormat.format(pattern, isMarkup: a.isMarkup, b, rendering)
        }
        if case .undefined(let undefined) = b { throw undefined.error }
        switch operation {
        case .add: if let result = try self.sum(a, b, rendering) { return result }
        case .multiply:
            if let count = self.wholeNumber(b), let result = try self.repeated(a, count, rendering) { return result }
            if let count = self.wholeNumber(a), let result = try self.repeated(b, count, rendering) { return result }
        default: break
        }
        throw JinjaError(.type, "“\(operation.symbol)” does not work on a \(a.typeName) and a \(b.typeName)")
    }

    private static func sum(_ a: Value, _ b: Value, _ rendering: Rendering) throws(JinjaError) -> Value? {
        switch (a, b) {
        case (.string(let x), .string(let y)):
            try rendering.checkLength(x.utf8.count + y.utf8.count)
            return .string(x + y)
        case (.markup, .string), (.string, .markup), (.markup, .markup):
            let text = try rendering.escaped(a) + rendering.escaped(b)
            try rendering.checkLength(text.utf8.count)
            return .markup(text)
        case (.list(let x), .list(let y)):
            try rendering.tick(x.items.count + y.items.count)
            return .list(ListValue(x.items + y.items))
        case (.tuple(let x), .tuple(let y)):
            try rendering.tick(x.items.count + y.items.count)
            return .tuple(TupleValue(x.items + y.items))
        default: return nil
        }
    }

    private static func wholeNumber(_ value: Value) -> Int? {
        switch value {
        case .int(let number): number
        case .bool(let truth): truth ? 1 : 0
        default: nil
        }
    }

    private static func repeated(_ value: Value, _ count: Int, _ rendering: Rendering) throws(JinjaError) -> Value? {
        let count = max(0, count)
        switch value {
        case .string(let text), .markup(let text):
            let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
            try rendering.checkLength(overflow ? Int.max : bytes)
            let result = PythonText.repeated(text, count)
            return value.isMarkup ? .markup(result) : .string(result)
        case .list(let list): return .list(ListValue(try self.repeated(list.items, count, rendering)))
        case .tuple(let tuple): return .tuple(TupleValue(try self.repeated(tuple.items, count, rendering)))
        default: return nil
        }
    }

    private static func repeated(_ items: [Value], _ count: Int, _ rendering: Rendering) throws(JinjaError) -> [Value] {
        let (total, overflow) = items.count.multipliedReportingOverflow(by: count)
        guard !overflow, total <= rendering.limits.iterations else {
            throw JinjaError(.limit, "The list would have more than \(rendering.limits.iterations) items")
        }
        try rendering.tick(total)
        var result: [Value] = []
        result.reserveCapacity(total)
        if !items.isEmpty { for _ in 0..<count { result += items } }
        return result
    }
}

extension BinaryOperator {
    var symbol: String {
        switch self {
        case .or: "or"
        case .and: "and"
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .floorDivide: "//"
        case .modulo: "%"
        case .power: "**"
        }
    }
}
