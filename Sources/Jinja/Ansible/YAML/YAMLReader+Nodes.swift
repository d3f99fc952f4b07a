/// Lists and dictionaries by indentation, and what stands in them.
extension YAMLReader {
    /// A node deeper than `indent`. `isInline` says that it stands behind a key or marker on the same line.
    mutating func node(indent: Int, isInline: Bool, isAfterKey: Bool = false) throws(JinjaError) -> Value {
        self.depth += 1
        defer { self.depth -= 1 }
        guard self.depth <= 100 else { throw JinjaError(.limit, "The YAML nests more than 100 deep") }
        try self.rendering.tick()
        self.skipSpaces()
        let line = self.lineStart
        let start = self.position
        var properties = isInline ? try self.properties() : YAMLProperties()
        try self.skipLines()
        if isInline, self.lineStart == line, self.current != nil {
            if !isAfterKey {
                // Anchors and tags before a key on this line are the key's.
                self.position = start
                if let value = try self.collection(YAMLProperties()) { return value }
                properties = try self.properties()
            }
            return try self.content(indent, properties)
        }
        guard try self.isDeeper(indent, isAfterKey) else {
            return try self.finish(.string(""), properties, isPlain: true)
        }
        if let value = try self.collection(properties) { return value }
        let own = try self.properties()
        guard own.isEmpty || properties.isEmpty else { throw self.fail("two anchors or tags for one value") }
        if !own.isEmpty { properties = own }
        let ownLine = self.lineStart
        try self.skipLines()
        if self.lineStart != ownLine || self.current == nil {
            // The anchor or tag had a line of its own.
            guard try self.isDeeper(indent, isAfterKey) else {
                return try self.finish(.string(""), properties, isPlain: true)
            }
            if let value = try self.collection(properties) { return value }
        }
        return try self.content(indent, properties)
    }

    /// Whether the line that begins here is indented enough for a node; a list may stand right below its key.
    private func isDeeper(_ indent: Int, _ isAfterKey: Bool) throws(JinjaError) -> Bool {
        guard self.current != nil, !self.isAtMarker,
            self.column > indent || (isAfterKey && self.column == indent && self.isIndicator("-"))
        else { return false }
        guard self.text[self.lineStart..<self.position].allSatisfy({ $0 == " " }) else {
            throw self.fail("a tab as indentation")
        }
        return true
    }

    /// A list or dictionary that begins here, or nil for anything else.
    private mutating func collection(_ properties: YAMLProperties) throws(JinjaError) -> Value? {
        let column = self.column
        if self.isIndicator("-") { return try self.finish(try self.list(column), properties) }
        guard self.isIndicator("?") || self.isKeyAhead() else { return nil }
        return try self.finish(try self.dictionary(column), properties)
    }

    private mutating func list(_ column: Int) throws(JinjaError) -> Value {
        var items: [Value] = []
        repeat {
            self.position += 1
            items.append(try self.node(indent: column, isInline: true))
            try self.skipLines()
        } while self.column == column && self.isIndicator("-") && !self.isAtMarker
        try self.checkEnd(column)
        return .list(ListValue(items))
    }

    /// What follows a collection must not be indented more than it.
    private func checkEnd(_ column: Int) throws(JinjaError) {
        guard self.current == nil || self.isAtMarker || self.column <= column else {
            throw self.fail("a wrong indentation")
        }
    }

    private mutating func dictionary(_ column: Int) throws(JinjaError) -> Value {
        var pairs = YAMLPairs()
        repeat {
            if self.isIndicator("?") {
                self.position += 1
                let key = try self.node(indent: column, isInline: true)
                try self.skipLines()
                var value = Value.none
                if self.column == column, self.isIndicator(":") {
                    self.position += 1
                    value = try self.node(indent: column, isInline: true)
                }
                try pairs.add(key, value)
            } else {
                guard self.isKeyAhead() else { throw self.fail("a line that is no key") }
                let isMerge = self.isIndicator(word: "<<")
                let key = try self.key()
                self.position += 1
                let value = try self.node(indent: column, isInline: true, isAfterKey: true)
                if isMerge { try pairs.merge(value, self) } else { try pairs.add(key, value) }
            }
            try self.skipLines()
        } while self.column == column && self.current != nil && !self.isAtMarker
        try self.checkEnd(column)
        return pairs.value
    }

    /// Whether a key on one line, with its colon, begins here.
    private func isKeyAhead() -> Bool {
        var copy = self
        copy.isLookingAhead = true
        let line = self.lineStart
        do throws(JinjaError) {
            _ = try copy.key()
            return copy.lineStart == line && copy.position - self.position <= 1024
        } catch {
            return false
        }
    }

    /// A key; the colon stands where this ends.
    private mutating func key() throws(JinjaError) -> Value {
        let properties = try self.properties()
        guard self.current != "|", self.current != ">" else { throw self.fail("a key that is a block") }
        self.isKey = true
        let key = try self.scalarOrFlow(properties, indent: Int.max, inFlow: false)
        self.isKey = false
        self.skipSpaces()
        guard self.isIndicator(":") else { throw self.fail("a key without colon") }
        return key
    }

    func isIndicator(word: String) -> Bool {
        self.text[self.position...].starts(with: word.unicodeScalars)
            && (self.isBlank(word.unicodeScalars.count) || self.character(word.unicodeScalars.count) == ":")
    }

    /// A scalar or flow collection, which ends the block it stands in.
    private mutating func content(_ indent: Int, _ properties: YAMLProperties) throws(JinjaError) -> Value {
        if self.isIndicator("-") || self.isIndicator("?") { throw self.fail("a collection in the wrong place") }
        if self.current == "|" || self.current == ">" {
            return try self.finish(.string(try self.block(max(indent, -1))), properties)
        }
        let value = try self.scalarOrFlow(properties, indent: indent, inFlow: false)
        self.skipSpaces()
        guard !self.isIndicator(":") else { throw self.fail("a colon in the wrong place") }
        return value
    }

    mutating func scalarOrFlow(
        _ properties: YAMLProperties, indent: Int, inFlow: Bool
    ) throws(JinjaError) -> Value {
        switch self.current {
        case "*":
            guard properties.isEmpty else { throw self.fail("an alias with an anchor or tag") }
            self.position += 1
            guard let value = self.anchors[try self.word()] else { throw self.fail("an alias without anchor") }
            return value
        case "[":
            return try self.finish(try self.flow { reader throws(JinjaError) in try reader.flowList() }, properties)
        case "{":
            return try self.finish(
                try self.flow { reader throws(JinjaError) in try reader.flowDictionary() }, properties)
        case "\"": return try self.finish(.string(try self.doubleQuoted(indent)), properties)
        case "'": return try self.finish(.string(try self.singleQuoted(indent)), properties)
        default: return try self.finish(.string(try self.plain(indent, inFlow: inFlow)), properties, isPlain: true)
        }
    }

    private mutating func flow(
        _ body: (inout YAMLReader) throws(JinjaError) -> Value
    ) throws(JinjaError) -> Value {
        self.depth += 1
        guard self.depth <= 100 else { throw JinjaError(.limit, "The YAML nests more than 100 deep") }
        try self.rendering.tick()
        let value = try body(&self)
        self.depth -= 1
        return value
    }
}
