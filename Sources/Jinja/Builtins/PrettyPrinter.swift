/// Python's `pprint.pformat` for values that fit on one line; longer ones are broken one item per line.
struct PrettyPrinter {
    private let rendering: Rendering
    private var result = ""

    init(_ rendering: Rendering) {
        self.rendering = rendering
    }

    static func text(_ value: Value, _ rendering: Rendering) throws(JinjaError) -> String {
        var printer = PrettyPrinter(rendering)
        try printer.write(value, indent: 0, allowance: 0, depth: 0)
        return printer.result
    }

    private mutating func append(_ text: String) throws(JinjaError) {
        self.result += text
        try self.rendering.checkLength(self.result.utf8.count)
    }

    /// One line with sorted keys, which is how pprint decides whether breaking is needed; nil when it is longer than `room`
    /// characters. No more than that is looked at, because every value is tried anew at each level around it.
    private func flat(_ value: Value, room: Int, depth: Int) throws(JinjaError) -> String? {
        guard depth < 100 else { throw JinjaError(.limit, "A value is nested too deeply to be printed") }
        try self.rendering.work()
        guard room > 0 else { return nil }
        switch value {
        case .list(let list): return try self.flat(list.items, "[", "]", room, depth)
        case .tuple(let tuple): return try self.flat(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", room, depth)
        case .dict(let dict):
            // A member takes four characters at least.
            guard dict.count * 4 <= room else { return nil }
            var text = "{"
            for (position, (key, member)) in self.sorted(dict).enumerated() {
                if position > 0 { text += ", " }
                guard let key = try self.flat(key, room: room - text.unicodeScalars.count, depth: depth + 1) else {
                    return nil
                }
                text += key + ": "
                guard let member = try self.flat(member, room: room - text.unicodeScalars.count, depth: depth + 1)
                else {
                    return nil
                }
                text += member
            }
            text += "}"
            return text.unicodeScalars.count <= room ? text : nil
        case .string(let text) where text.utf8.count / 4 > room: return nil
        default:
            let text = try self.line(value)
            return text.unicodeScalars.count <= room ? text : nil
        }
    }

    private func flat(
        _ items: [Value], _ open: String, _ close: String, _ room: Int, _ depth: Int
    ) throws(JinjaError) -> String? {
        guard items.count <= room else { return nil }
        var text = open
        for (position, item) in items.enumerated() {
            if position > 0 { text += ", " }
            guard let item = try self.flat(item, room: room - text.unicodeScalars.count, depth: depth + 1) else {
                return nil
            }
            text += item
        }
        text += close
        return text.unicodeScalars.count <= room ? text : nil
    }

    /// A value that cannot be broken, on one line.
    private func line(_ value: Value) throws(JinjaError) -> String {
        var printer = Printer(limit: self.rendering.limits.outputBytes)
        return try printer.repr(value)
    }

    private func sorted(_ dict: DictValue) -> [(Value, Value)] {
        zip(dict.keys, dict.values).sorted { a, b in
            (try? Comparison.less(a.0, b.0)) ?? (a.0.typeName < b.0.typeName)
        }
    }

    private mutating func write(_ value: Value, indent: Int, allowance: Int, depth: Int) throws(JinjaError) {
        if let line = try self.flat(value, room: 80 - indent - allowance, depth: depth) { return try self.append(line) }
        guard depth < 100 else { throw JinjaError(.limit, "A value is nested too deeply to be printed") }
        switch value {
        case .list(let list): try self.write(list.items, "[", "]", indent, allowance, depth)
        case .tuple(let tuple):
            try self.write(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", indent, allowance, depth)
        case .dict(let dict):
            try self.append("{")
            try self.rendering.tick(dict.count)
            let pairs = self.sorted(dict)
            for (position, (key, member)) in pairs.enumerated() {
                let name = try self.flat(key, room: Int.max, depth: depth) ?? ""
                try self.append("\(name): ")
                let isLast = position == pairs.count - 1
                try self.write(
                    member, indent: indent + name.unicodeScalars.count + 3, allowance: isLast ? allowance + 1 : 1,
                    depth: depth + 1)
                if !isLast { try self.breakLine(indent) }
            }
            try self.append("}")
        case .string(let text):
            try PrettyText(indent: indent, allowance: allowance, isTop: depth == 0).write(
                text, &self.result, self.rendering)
        default: try self.append(try self.line(value))
        }
    }

    private mutating func write(
        _ items: [Value], _ open: String, _ close: String, _ indent: Int, _ allowance: Int, _ depth: Int
    ) throws(JinjaError) {
        try self.append(open)
        for (position, item) in items.enumerated() {
            let isLast = position == items.count - 1
            try self.write(
                item, indent: indent + 1, allowance: isLast ? allowance + close.utf8.count : 1, depth: depth + 1)
            if !isLast { try self.breakLine(indent) }
        }
        try self.append(close)
    }

    private mutating func breakLine(_ indent: Int) throws(JinjaError) {
        try self.rendering.checkLength(self.result.utf8.count + indent)
        try self.append(",\n" + PythonText.repeated(" ", indent + 1))
    }
}
