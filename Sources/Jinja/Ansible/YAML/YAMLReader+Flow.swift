/// Collections between brackets.
extension YAMLReader {
    mutating func flowList() throws(JinjaError) -> Value {
        self.position += 1
        var items: [Value] = []
        try self.skipLines()
        while self.current != "]" {
            items.append(try self.flowItem())
            try self.endItem("]")
        }
        self.position += 1
        return .list(ListValue(items))
    }

    /// A comma, or the closing bracket ahead.
    private mutating func endItem(_ close: Unicode.Scalar) throws(JinjaError) {
        try self.skipLines()
        if self.current == "," {
            self.position += 1
            try self.skipLines()
        } else if self.current != close {
            throw self.fail("no \(close)")
        }
    }

    /// An item, or a pair that becomes a dictionary of its own.
    private mutating func flowItem() throws(JinjaError) -> Value {
        let isExplicit = self.isIndicator("?")
        if isExplicit { self.position += 1 }
        let line = self.lineStart
        guard self.current != ",", isExplicit || !self.isColon else { throw self.fail("an item is missing") }
        let key = try self.flowNode(until: "]")
        self.skipSpaces()
        if isExplicit { try self.skipLines() }
        guard self.isColon, isExplicit || self.lineStart == line else {
            guard !isExplicit else { return .dict(DictValue(keys: [key], values: [.none])) }
            return key
        }
        self.position += 1
        try self.skipLines()
        var pairs = YAMLPairs()
        try pairs.add(key, try self.flowNode(until: "]"))
        return pairs.value
    }

    private var isColon: Bool {
        guard self.current == ":" else { return false }
        if self.isBlank(1) { return true }
        guard let next = self.character(1) else { return true }
        if ",[]{}".unicodeScalars.contains(next) { return true }
        // Behind a quoted key the value may follow at once.
        let before = self.position > 0 ? self.text[self.position - 1] : " "
        return before == "\"" || before == "'" || before == "]" || before == "}"
    }

    private mutating func flowNode(until close: Unicode.Scalar) throws(JinjaError) -> Value {
        let properties = try self.properties()
        try self.skipLines()
        guard let scalar = self.current else { throw self.fail("no \(close)") }
        if scalar == "," || scalar == close || (scalar == ":" && self.isColon) {
            return try self.finish(.string(""), properties, isPlain: true)
        }
        return try self.scalarOrFlow(properties, indent: -1, inFlow: true)
    }

    mutating func flowDictionary() throws(JinjaError) -> Value {
        self.position += 1
        var pairs = YAMLPairs()
        try self.skipLines()
        while self.current != "}" {
            if self.isIndicator("?") {
                self.position += 1
                try self.skipLines()
            }
            let isMerge = self.isIndicator(word: "<<")
            guard self.current != "," else { throw self.fail("a key is missing") }
            self.isKey = true
            let key = try self.flowNode(until: "}")
            self.isKey = false
            try self.skipLines()
            var value = Value.none
            if self.current == ":" {
                self.position += 1
                try self.skipLines()
                value = try self.flowNode(until: "}")
            }
            if isMerge { try pairs.merge(value, self) } else { try pairs.add(key, value) }
            try self.endItem("}")
        }
        self.position += 1
        return pairs.value
    }
}

/// The pairs of a dictionary, with those that `<<` takes over from others.
struct YAMLPairs {
    private var own = DictValue()
    private var merged: [(Value, Value)] = []

    mutating func add(_ key: Value, _ value: Value) throws(JinjaError) {
        self.own.set(try DictKey.checked(key), value)
    }

    mutating func merge(_ value: Value, _ reader: YAMLReader) throws(JinjaError) {
        var sources = [value]
        if case .list(let list) = value { sources = list.items.reversed() }
        var added: [(Value, Value)] = []
        for source in sources {
            guard case .dict(let dict) = source else { throw reader.fail("a << of something that is no dictionary") }
            try reader.rendering.tick(dict.count)
            added += zip(dict.keys, dict.values)
        }
        self.merged += added
    }

    var value: Value {
        if self.merged.isEmpty { return .dict(self.own) }
        let dict = DictValue(keys: self.merged.map(\.0), values: self.merged.map(\.1))
        for (key, value) in zip(self.own.keys, self.own.values) { dict.set(key, value) }
        return .dict(dict)
    }
}
