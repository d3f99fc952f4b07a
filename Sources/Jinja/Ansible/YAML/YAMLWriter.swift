/// YAML as `to_yaml` and `to_nice_yaml` write it: PyYAML's choice of styles, libyaml's layout.
struct YAMLWriter {
    /// Whether collections stand between brackets; nil for those that hold only plain values.
    var flow: Bool?
    var indentStep = 2
    var width = 80
    var sortsKeys = true
    var startsDocument = false
    var endsDocument = false
    let rendering: Rendering

    var output = ""
    var column = 0
    private var indent = -1
    var flowLevel = 0
    /// Whether the last character was white space, and whether the line holds only indentation.
    var isAfterSpace = true
    var isIndention = true
    private var anchors: [ObjectIdentifier: Int] = [:]
    private var anchorCount = 0
    private var isWritten: Set<ObjectIdentifier> = []

    enum Place { case root, item, value, key }

    init(_ rendering: Rendering) {
        self.rendering = rendering
    }

    mutating func text(_ value: Value) throws(JinjaError) -> String {
        var seen: Set<ObjectIdentifier> = []
        try self.findRepeated(value, &seen, depth: 0)
        if self.startsDocument { try self.indicator("---", needsSpace: true) }
        try self.node(value, .root)
        if self.column > 0 { try self.put("\n") }
        if self.endsDocument { try self.put("...\n") }
        return self.output
    }

    mutating func put(_ text: String) throws(JinjaError) {
        self.output += text
        if text.hasSuffix("\n") { self.column = 0 } else { self.column += text.unicodeScalars.count }
        try self.rendering.checkLength(self.output.utf8.count)
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        self.output.unicodeScalars.append(scalar)
        self.column += 1
    }

    mutating func indicator(
        _ text: String, needsSpace: Bool, givesSpace: Bool = false, isIndention: Bool = false
    ) throws(JinjaError) {
        if needsSpace, !self.isAfterSpace { try self.put(" ") }
        try self.put(text)
        self.isAfterSpace = givesSpace
        self.isIndention = self.isIndention && isIndention
    }

    mutating func breakLine() throws(JinjaError) {
        let indent = max(0, self.indent)
        if !self.isIndention || self.column > indent || (self.column == indent && !self.isAfterSpace) {
            try self.put("\n")
        }
        if self.column < indent { try self.put(String(repeating: " ", count: indent - self.column)) }
        self.isAfterSpace = true
        self.isIndention = true
    }

    mutating func indented(
        isFlow: Bool = false, isSame: Bool = false, _ body: (inout YAMLWriter) throws(JinjaError) -> Void
    ) throws(JinjaError) {
        let outer = self.indent
        if self.indent < 0 {
            self.indent = isFlow ? self.indentStep : 0
        } else if !isSame {
            self.indent += self.indentStep
        }
        guard self.indent <= 2_000 else { throw JinjaError(.limit, "A value is nested too deeply for YAML") }
        try body(&self)
        self.indent = outer
    }

    // MARK: Collections

    private mutating func findRepeated(
        _ value: Value, _ seen: inout Set<ObjectIdentifier>, depth: Int
    ) throws(JinjaError) {
        guard depth < 100 else { throw JinjaError(.limit, "A value is nested too deeply for YAML") }
        try self.rendering.tick()
        guard let (identity, items) = try self.members(value) else { return }
        guard seen.insert(identity).inserted else {
            if self.anchors[identity] == nil { self.anchors[identity] = 0 }
            return
        }
        for item in items { try self.findRepeated(item, &seen, depth: depth + 1) }
    }

    private func members(_ value: Value) throws(JinjaError) -> (ObjectIdentifier, [Value])? {
        switch value {
        case .list(let list): return (ObjectIdentifier(list), list.items)
        case .tuple(let tuple): return tuple.items.isEmpty ? nil : (ObjectIdentifier(tuple), tuple.items)
        case .dict(let dict): return (ObjectIdentifier(dict), dict.values)
        default: return nil
        }
    }

    private mutating func node(_ value: Value, _ place: Place) throws(JinjaError) {
        try self.rendering.tick()
        guard let (identity, items) = try self.members(value) else {
            if case .tuple = value { return try self.sequence([], place) }
            return try self.scalar(value, place)
        }
        if self.anchors[identity] != nil {
            if !self.isWritten.insert(identity).inserted {
                return try self.indicator("*" + self.anchorName(identity), needsSpace: true)
            }
            self.anchorCount += 1
            self.anchors[identity] = self.anchorCount
            try self.indicator("&" + self.anchorName(identity), needsSpace: true)
        }
        if case .dict(let dict) = value {
            try self.mapping(try self.sortedPairs(dict), place)
        } else {
            try self.sequence(items, place)
        }
    }

    private func anchorName(_ identity: ObjectIdentifier) -> String {
        let digits = String(self.anchors[identity] ?? 0)
        return "id" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    private func sortedPairs(_ dict: DictValue) throws(JinjaError) -> [(Value, Value)] {
        let pairs = Array(zip(dict.keys, dict.values))
        guard self.sortsKeys else { return pairs }
        do throws(JinjaError) {
            return try Sorting.sorted(pairs, self.rendering) { a, b throws(JinjaError) in
                try Comparison.less(a.0, b.0, self.rendering)
            }
        } catch {
            // Keys without an order stay as they are.
            guard error.code == .type else { throw error }
            return pairs
        }
    }

    private func isFlow(_ items: [Value]) -> Bool {
        if items.isEmpty || self.flowLevel > 0 { return true }
        return self.flow
            ?? items.allSatisfy {
                if case .object(let object) = $0 { object is BigIntegerValue } else { $0.isYAMLScalar }
            }
    }

    private mutating func sequence(_ items: [Value], _ place: Place) throws(JinjaError) {
        guard !self.isFlow(items) else {
            try self.indicator("[", needsSpace: true, givesSpace: true)
            try self.indented(isFlow: true) { writer throws(JinjaError) in
                writer.flowLevel += 1
                for (position, item) in items.enumerated() {
                    try writer.separate(position)
                    try writer.node(item, .item)
                }
                writer.flowLevel -= 1
            }
            return try self.indicator("]", needsSpace: false)
        }
        try self.indented(isSame: place == .value && !self.isIndention) { writer throws(JinjaError) in
            for item in items {
                try writer.breakLine()
                try writer.indicator("-", needsSpace: true, isIndention: true)
                try writer.node(item, .item)
            }
        }
    }

    private mutating func separate(_ position: Int) throws(JinjaError) {
        if position > 0 { try self.indicator(",", needsSpace: false) }
        if self.column > self.width { try self.breakLine() }
    }

    private mutating func mapping(_ pairs: [(Value, Value)], _ place: Place) throws(JinjaError) {
        guard !self.isFlow(pairs.map(\.0) + pairs.map(\.1)) else {
            try self.indicator("{", needsSpace: true, givesSpace: true)
            try self.indented(isFlow: true) { writer throws(JinjaError) in
                writer.flowLevel += 1
                for (position, (key, value)) in pairs.enumerated() {
                    try writer.separate(position)
                    try writer.pair(key, value)
                }
                writer.flowLevel -= 1
            }
            return try self.indicator("}", needsSpace: false)
        }
        try self.indented { writer throws(JinjaError) in
            for (key, value) in pairs {
                try writer.breakLine()
                try writer.pair(key, value)
            }
        }
    }

    private mutating func pair(_ key: Value, _ value: Value) throws(JinjaError) {
        if try self.isSimple(key) {
            try self.node(key, .key)
            try self.indicator(":", needsSpace: false)
        } else {
            try self.indicator("?", needsSpace: true, isIndention: self.flowLevel == 0)
            try self.node(key, .value)
            if self.flowLevel == 0 || self.column > self.width { try self.breakLine() }
            try self.indicator(":", needsSpace: true, isIndention: self.flowLevel == 0)
        }
        try self.node(value, .value)
    }

    /// Whether the key fits before a colon.
    private func isSimple(_ key: Value) throws(JinjaError) -> Bool {
        if let members = try self.members(key) { return members.1.isEmpty }
        if case .tuple = key { return true }
        let text = try self.plainText(key)
        return text.utf8.count <= 128 && !YAMLScalar(text).isMultiline
    }
}

extension Value {
    fileprivate var isYAMLScalar: Bool {
        switch self {
        case .list, .tuple, .dict, .object: false
        default: true
        }
    }
}
