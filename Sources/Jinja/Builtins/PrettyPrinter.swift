/// Python's `pprint.pformat` for values that fit on one line; longer ones are broken one item per line.
struct PrettyPrinter {
    private let limit: Int
    /// Every value is written anew for each level around it, so what that takes is bounded.
    private let budget = Budget()

    private final class Budget {
        var left = 1_000_000
    }

    init(limit: Int) {
        self.limit = limit
    }

    func text(_ value: Value) throws(JinjaError) -> String {
        var result = ""
        try self.write(value, indent: 0, allowance: 0, into: &result, depth: 0)
        guard result.utf8.count <= self.limit else {
            throw JinjaError(.limit, "A text is longer than \(self.limit) bytes")
        }
        return result
    }

    /// One line with sorted keys, which is how pprint decides whether breaking is needed.
    private func flat(_ value: Value, depth: Int) throws(JinjaError) -> String {
        self.budget.left -= 1
        guard depth < 100, self.budget.left > 0 else {
            throw JinjaError(.limit, "A value is nested too deeply, or too large, to be printed")
        }
        switch value {
        case .list(let list): return "[" + (try self.flat(list.items, depth)) + "]"
        case .tuple(let tuple):
            return "(" + (try self.flat(tuple.items, depth)) + (tuple.items.count == 1 ? ",)" : ")")
        case .dict(let dict):
            var parts: [String] = []
            for (key, member) in self.sorted(dict) {
                parts.append("\(try self.flat(key, depth: depth + 1)): \(try self.flat(member, depth: depth + 1))")
            }
            return "{" + parts.joined(separator: ", ") + "}"
        default:
            var printer = Printer(limit: self.limit)
            return try printer.repr(value)
        }
    }

    private func flat(_ items: [Value], _ depth: Int) throws(JinjaError) -> String {
        var parts: [String] = []
        for item in items { parts.append(try self.flat(item, depth: depth + 1)) }
        return parts.joined(separator: ", ")
    }

    private func sorted(_ dict: DictValue) -> [(Value, Value)] {
        zip(dict.keys, dict.values).sorted { a, b in
            (try? Comparison.less(a.0, b.0)) ?? (a.0.typeName < b.0.typeName)
        }
    }

    private func write(
        _ value: Value, indent: Int, allowance: Int, into result: inout String, depth: Int
    ) throws(JinjaError) {
        let line = try self.flat(value, depth: depth)
        if line.unicodeScalars.count <= 80 - indent - allowance {
            result += line
            return
        }
        switch value {
        case .list(let list): try self.write(list.items, "[", "]", indent, allowance, &result, depth)
        case .tuple(let tuple):
            try self.write(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", indent, allowance, &result, depth)
        case .dict(let dict):
            result += "{"
            let pairs = self.sorted(dict)
            for (position, (key, member)) in pairs.enumerated() {
                let name = try self.flat(key, depth: depth)
                result += "\(name): "
                let isLast = position == pairs.count - 1
                try self.write(
                    member, indent: indent + name.unicodeScalars.count + 3, allowance: isLast ? allowance + 1 : 1,
                    into: &result, depth: depth + 1)
                if !isLast { result += ",\n" + String(repeating: " ", count: indent + 1) }
            }
            result += "}"
        case .string(let text):
            try PrettyText(indent: indent, allowance: allowance, isTop: depth == 0).write(text, &result)
        default: result += line
        }
    }

    private func write(
        _ items: [Value], _ open: String, _ close: String, _ indent: Int, _ allowance: Int, _ result: inout String,
        _ depth: Int
    ) throws(JinjaError) {
        result += open
        for (position, item) in items.enumerated() {
            let isLast = position == items.count - 1
            try self.write(
                item, indent: indent + 1, allowance: isLast ? allowance + close.utf8.count : 1, into: &result,
                depth: depth + 1)
            if !isLast { result += ",\n" + String(repeating: " ", count: indent + 1) }
        }
        result += close
    }
}
