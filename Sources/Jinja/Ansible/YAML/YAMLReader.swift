/// Reads one document of YAML 1.1, as far as Ansible's `from_yaml` gives plain values for it.
struct YAMLReader {
    let text: [Unicode.Scalar]
    let rendering: Rendering
    var position = 0
    var lineStart = 0
    var anchors: [String: Value] = [:]
    /// Whether `<<` and `=` may stand here, as they may for keys.
    var isKey = false
    private var depth = 0

    init(_ text: String, _ rendering: Rendering) throws(JinjaError) {
        var scalars = Array(text.unicodeScalars)
        if scalars.first?.value == 0xFEFF { scalars.removeFirst() }
        self.text = scalars
        self.rendering = rendering
        try rendering.tick(scalars.count / 16)
        let isAllowed = scalars.allSatisfy { scalar in
            switch scalar.value {
            case 9, 10, 13, 0x20...0x7E, 0x85, 0xA0...0xFFFD, 0x10000...0x10FFFF: true
            default: false
            }
        }
        guard isAllowed else { throw self.fail("a control character") }
    }

    /// The value of the only document; none for an empty one.
    mutating func document() throws(JinjaError) -> Value {
        try self.skipLines()
        while self.current == "%", self.column == 0 {
            while let scalar = self.current, !YAMLScalar.isBreak(scalar) { self.position += 1 }
            try self.skipLines()
            guard self.isMarker("---") || self.current == "%" else { throw self.fail("a directive without document") }
        }
        var value = Value.none
        // Behind the three dashes stands no dictionary or list on the same line.
        let isInline = self.isMarker("---")
        if isInline { self.position += 3 }
        if !self.isMarker("...") {
            value = try self.node(indent: -1, isInline: isInline, isAfterKey: isInline)
        }
        try self.skipLines()
        if self.isMarker("...") {
            self.position += 3
            try self.skipLines()
        }
        guard self.position == self.text.count else { throw self.fail("something follows the document") }
        return value
    }

    func fail(_ what: String) -> JinjaError {
        let line = self.text[..<min(self.position, self.text.count)].count { $0 == "\n" } + 1
        return JinjaError(.value, "This is not valid YAML: \(what) in line \(line)")
    }

    // MARK: Characters

    var current: Unicode.Scalar? { self.position < self.text.count ? self.text[self.position] : nil }
    var column: Int { self.position - self.lineStart }

    func character(_ offset: Int) -> Unicode.Scalar? {
        self.position + offset < self.text.count ? self.text[self.position + offset] : nil
    }

    /// Whether white space or the end stands at an offset.
    func isBlank(_ offset: Int) -> Bool {
        guard let scalar = self.character(offset) else { return true }
        return scalar == " " || scalar == "\t" || YAMLScalar.isBreak(scalar)
    }

    func isIndicator(_ scalar: Unicode.Scalar) -> Bool { self.current == scalar && self.isBlank(1) }

    func isMarker(_ mark: String) -> Bool {
        self.column == 0 && self.text[self.position...].starts(with: mark.unicodeScalars) && self.isBlank(3)
    }

    var isAtMarker: Bool { self.isMarker("---") || self.isMarker("...") }

    /// Reads one line break; CR LF counts as one.
    mutating func skipBreak() {
        if self.current == "\r", self.character(1) == "\n" { self.position += 1 }
        self.position += 1
        self.lineStart = self.position
    }

    mutating func skipSpaces() {
        while self.current == " " || self.current == "\t" { self.position += 1 }
    }

    /// Passes over blank lines and comments, to the next content.
    mutating func skipLines() throws(JinjaError) {
        while let scalar = self.current {
            if scalar == " " || scalar == "\t" {
                self.position += 1
            } else if YAMLScalar.isBreak(scalar) {
                self.skipBreak()
            } else if scalar == "#", self.position == self.lineStart || self.isBlank(-1) {
                while let next = self.current, !YAMLScalar.isBreak(next) { self.position += 1 }
            } else {
                return
            }
        }
    }

    // MARK: Nodes

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
        if self.lineStart != ownLine {
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
