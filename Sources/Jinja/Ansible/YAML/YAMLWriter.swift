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

    private var output = ""
    private var column = 0
    private var indent = -1
    private var flowLevel = 0
    /// Whether the last character was white space, and whether the line holds only indentation.
    private var isAfterSpace = true
    private var isIndention = true
    private var anchors: [ObjectIdentifier: Int] = [:]
    private var anchorCount = 0
    private var isWritten: Set<ObjectIdentifier> = []

    private enum Place { case root, item, value, key }

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

    private mutating func put(_ text: String) throws(JinjaError) {
        self.output += text
        if text.hasSuffix("\n") { self.column = 0 } else { self.column += text.unicodeScalars.count }
        try self.rendering.checkLength(self.output.utf8.count)
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        self.output.unicodeScalars.append(scalar)
        self.column += 1
    }

    private mutating func indicator(
        _ text: String, needsSpace: Bool, givesSpace: Bool = false, isIndention: Bool = false
    ) throws(JinjaError) {
        if needsSpace, !self.isAfterSpace { try self.put(" ") }
        try self.put(text)
        self.isAfterSpace = givesSpace
        self.isIndention = self.isIndention && isIndention
    }

    private mutating func breakLine() throws(JinjaError) {
        let indent = max(0, self.indent)
        if !self.isIndention || self.column > indent || (self.column == indent && !self.isAfterSpace) {
            try self.put("\n")
        }
        if self.column < indent { try self.put(String(repeating: " ", count: indent - self.column)) }
        self.isAfterSpace = true
        self.isIndention = true
    }

    private mutating func indented(
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
                try Comparison.less(a.0, b.0, depth: 0)
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
            ?? items.allSatisfy { if case .object(let object) = $0 { object is WideNumber } else { $0.isYAMLScalar } }
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

    // MARK: Scalars

    private func plainText(_ value: Value) throws(JinjaError) -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .none: return "null"
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return String(number)
        case .double(let number):
            if number.isNaN { return ".nan" }
            if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
            let text = FloatText.repr(number)
            return text.utf8.contains(46) ? text : PythonText.replace(text, "e", ".0e", count: 1)
        case .undefined(let undefined): throw undefined.error
        case .object(let object):
            guard let wide = object as? WideNumber else {
                throw JinjaError(.type, "A \(object.typeName) cannot be written as YAML")
            }
            return wide.digits
        default: return ""
        }
    }

    private mutating func scalar(_ value: Value, _ place: Place) throws(JinjaError) {
        let text = try self.plainText(value)
        let shape = YAMLScalar(text)
        let isKey = place == .key
        var isPlain = self.flowLevel > 0 ? shape.mayBePlainInFlow : shape.mayBePlainInBlock
        if text.isEmpty, self.flowLevel > 0 || isKey { isPlain = false }
        if value.stringValue != nil, isPlain { isPlain = try YAMLKind.kind(of: text, self.rendering) == .text }
        try self.indented(isFlow: true) { writer throws(JinjaError) in
            if isPlain {
                try writer.plain(shape.scalars, mayBreak: !isKey)
            } else if shape.mayBeSingleQuoted, !(isKey && shape.isMultiline) {
                try writer.singleQuoted(shape.scalars, mayBreak: !isKey)
            } else {
                try writer.doubleQuoted(shape.scalars, mayBreak: !isKey)
            }
        }
    }

    private mutating func plain(_ scalars: [Unicode.Scalar], mayBreak: Bool) throws(JinjaError) {
        if !self.isAfterSpace, !scalars.isEmpty || self.flowLevel > 0 { try self.put(" ") }
        var afterSpace = false
        for (index, scalar) in scalars.enumerated() {
            let isNextSpace = index + 1 < scalars.count && scalars[index + 1] == " "
            if scalar == " ", mayBreak, !afterSpace, self.column > self.width, !isNextSpace {
                try self.breakLine()
            } else {
                self.put(scalar)
                if scalar != " " { self.isIndention = false }
            }
            afterSpace = scalar == " "
        }
        try self.rendering.checkLength(self.output.utf8.count)
        self.isAfterSpace = false
        self.isIndention = false
    }

    private mutating func singleQuoted(_ scalars: [Unicode.Scalar], mayBreak: Bool) throws(JinjaError) {
        try self.indicator("'", needsSpace: true)
        var afterSpace = false
        var afterBreak = false
        for (index, scalar) in scalars.enumerated() {
            let isInside = index > 0 && index < scalars.count - 1
            if scalar == " " {
                if mayBreak, !afterSpace, self.column > self.width, isInside, scalars[index + 1] != " " {
                    try self.breakLine()
                } else {
                    self.put(scalar)
                }
            } else if YAMLScalar.isBreak(scalar) {
                if !afterBreak, scalar == "\n" { try self.put("\n") }
                self.put(scalar)
                self.column = 0
                self.isIndention = true
            } else {
                if afterBreak { try self.breakLine() }
                if scalar == "'" { self.put(scalar) }
                self.put(scalar)
                self.isIndention = false
            }
            afterSpace = scalar == " "
            afterBreak = YAMLScalar.isBreak(scalar)
        }
        if afterBreak { try self.breakLine() }
        try self.indicator("'", needsSpace: false)
        self.isAfterSpace = false
        self.isIndention = false
    }

    private mutating func doubleQuoted(_ scalars: [Unicode.Scalar], mayBreak: Bool) throws(JinjaError) {
        try self.indicator("\"", needsSpace: true)
        var afterSpace = false
        for (index, scalar) in scalars.enumerated() {
            let isInside = index > 0 && index < scalars.count - 1
            if scalar == " ", mayBreak, !afterSpace, self.column > self.width, isInside {
                try self.breakLine()
                if scalars[index + 1] == " " { try self.put("\\") }
            } else if !YAMLScalar.isPrintable(scalar) || YAMLScalar.isBreak(scalar) || scalar == "\"" || scalar == "\\"
            {
                try self.put(Self.escape(scalar))
            } else {
                self.put(scalar)
            }
            afterSpace = scalar == " "
        }
        try self.indicator("\"", needsSpace: false)
        self.isAfterSpace = false
        self.isIndention = false
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let short: [UInt32: String] = [
            0: "0", 7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 27: "e", 34: "\"", 92: "\\",
            0x85: "N", 0xA0: "_", 0x2028: "L", 0x2029: "P",
        ]
        if let letter = short[scalar.value] { return "\\" + letter }
        let digits = { (width: Int) in StringLiteral.hex(scalar.value, width).uppercased() }
        if scalar.value <= 0xFF { return "\\x" + digits(2) }
        return scalar.value <= 0xFFFF ? "\\u" + digits(4) : "\\U" + digits(8)
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
