/// Reads a document into elements, strictly: no document type, no entities but XML's own five, all of it bounded.
///
/// Without recursion, so that a deep document cannot exhaust the stack, and in time proportional to its length.
struct XMLReader {
    private var scanner: XMLScanner
    private var open: [OpenElement] = []
    private var nodes = 0

    /// What the prefix `xml` means everywhere.
    static let xml = "http://www.w3.org/XML/1998/namespace"

    /// An element whose end has not come yet.
    private struct OpenElement {
        var element: XMLElement
        /// As it is written, which the end tag has to repeat.
        let written: String
        /// What prefixes mean inside; the empty one is the default.
        let scope: [String: String]
        var text: [UInt8] = []
    }

    /// The document's root.
    static func root(of bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLError) -> XMLElement {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw XMLError(problem: .encoding, offset: 0) }
        var reader = XMLReader(scanner: XMLScanner(bytes, limits: limits))
        return try reader.document()
    }

    private init(scanner: XMLScanner) { self.scanner = scanner }

    private mutating func document() throws(XMLError) -> XMLElement {
        try self.declaration()
        try self.skipMiscellany()
        guard !self.scanner.isAtEnd else { throw self.scanner.error(.ended) }
        guard let root = try self.element() else { throw self.scanner.error(.syntax) }
        try self.skipMiscellany()
        guard self.scanner.isAtEnd else { throw self.scanner.error(.trailing) }
        return root
    }

    /// The declaration in front; RFC 6241 section 3 wants UTF-8, which contains ASCII.
    private mutating func declaration() throws(XMLError) {
        guard self.scanner.take("<?xml") else { return }
        let start = self.scanner.offset
        try self.scanner.skip(through: "?>")
        let text = String(decoding: self.scanner.bytes[start..<self.scanner.offset].prefix(200), as: UTF8.self)
            .lowercased()
        guard let range = text.firstRange(of: "encoding") else { return }
        let name = text[range.upperBound...].drop { " =\t\r\n\"'".contains($0) }
        guard name.hasPrefix("utf-8") || name.hasPrefix("us-ascii") else { throw self.scanner.error(.encoding) }
    }

    /// White space, comments and instructions around the root.
    private mutating func skipMiscellany() throws(XMLError) {
        while true {
            self.scanner.skipSpace()
            if self.scanner.take("<!--") {
                try self.scanner.skip(through: "-->")
            } else if self.scanner.take("<?") {
                try self.scanner.skip(through: "?>")
            } else if self.scanner.take("<!") {
                throw self.scanner.error(.doctype)
            } else {
                return
            }
        }
    }

    /// An element with everything in it; nil when none begins here.
    private mutating func element() throws(XMLError) -> XMLElement? {
        guard self.scanner.byte == UInt8(ascii: "<") else { return nil }
        while true {
            if let root = try self.step() { return root }
        }
    }

    /// Takes one piece of markup or text; gives the root when it is complete.
    private mutating func step() throws(XMLError) -> XMLElement? {
        guard let byte = self.scanner.byte else { throw self.scanner.error(.ended) }
        guard byte == UInt8(ascii: "<") else {
            try self.text()
            return nil
        }
        if self.scanner.take("</") { return try self.endTag() }
        if self.scanner.take("<!--") {
            try self.scanner.skip(through: "-->")
        } else if self.scanner.take("<![CDATA[") {
            let start = self.scanner.offset
            try self.scanner.skip(through: "]]>")
            try self.append(self.scanner.bytes[start..<self.scanner.offset - 3])
        } else if self.scanner.take("<?xml ") {
            // A declaration stands in front of a document or nowhere.
            throw self.scanner.error(.syntax)
        } else if self.scanner.take("<?") {
            try self.scanner.skip(through: "?>")
        } else if self.scanner.take("<!") {
            throw self.scanner.error(.doctype)
        } else {
            self.scanner.advance()
            return try self.startTag()
        }
        return nil
    }

    private mutating func text() throws(XMLError) {
        var text: [UInt8] = []
        while let byte = self.scanner.byte, byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                try self.scanner.reference(into: &text)
                continue
            }
            // Not allowed in text (XML 1.0 section 2.4), and the end of a message in the older framing.
            if byte == UInt8(ascii: "]"), self.scanner.take("]]>") { throw self.scanner.error(.syntax) }
            guard XMLScanner.isAllowed(byte) else { throw self.scanner.error(.character) }
            self.scanner.advance()
            Self.append(byte, before: self.scanner.byte, to: &text)
        }
        self.open[self.open.count - 1].text += text
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(XMLError) {
        guard bytes.allSatisfy(XMLScanner.isAllowed) else { throw self.scanner.error(.character) }
        var text: [UInt8] = []
        for index in bytes.indices {
            Self.append(bytes[index], before: index + 1 < bytes.endIndex ? bytes[index + 1] : nil, to: &text)
        }
        self.open[self.open.count - 1].text += text
    }

    /// A carriage return before a line feed, or alone, is a line feed (XML 1.0 section 2.11), unless it is a reference.
    private static func append(_ byte: UInt8, before next: UInt8?, to text: inout [UInt8]) {
        guard byte == 0x0D else { return text.append(byte) }
        if next != 0x0A { text.append(0x0A) }
    }

    private mutating func startTag() throws(XMLError) -> XMLElement? {
        guard self.open.count < self.scanner.limits.depth else { throw self.scanner.error(.depth) }
        let (prefix, local) = try self.scanner.name()
        var scope = self.open.last?.scope ?? ["xml": Self.xml]
        var declared: [String: String] = [:]
        var given: [(prefix: String, local: String, value: String)] = []
        try self.count()
        var isEmpty = false
        while true {
            let hadSpace = self.scanner.skipSpace()
            if self.scanner.take(">") { break }
            if self.scanner.take("/>") {
                isEmpty = true
                break
            }
            guard hadSpace else { throw self.scanner.error(self.scanner.isAtEnd ? .ended : .syntax) }
            let name = try self.scanner.name()
            let value = try self.value()
            try self.count()
            guard given.count + declared.count < 64 else { throw self.scanner.error(.size) }
            if name.prefix == "xmlns" || (name.prefix.isEmpty && name.local == "xmlns") {
                let key = name.prefix.isEmpty ? "" : name.local
                guard declared.updateValue(value, forKey: key) == nil else { throw self.scanner.error(.duplicate) }
                // Only the default namespace may be taken back.
                guard key.isEmpty || !value.isEmpty else { throw self.scanner.error(.prefix) }
            } else {
                given.append((name.prefix, name.local, value))
            }
        }
        if !declared.isEmpty { scope.merge(declared) { $1 } }
        guard scope.count <= 128 else { throw self.scanner.error(.size) }
        var element = XMLElement(XMLName(local, in: try self.namespace(prefix, scope, orElse: scope[""] ?? "")))
        element.prefixes = declared.filter { !$0.key.isEmpty }
        for attribute in given {
            let name = XMLName(attribute.local, in: try self.namespace(attribute.prefix, scope, orElse: ""))
            guard element.attributes.updateValue(attribute.value, forKey: name) == nil else {
                throw self.scanner.error(.duplicate)
            }
        }
        let written = prefix.isEmpty ? local : "\(prefix):\(local)"
        self.open.append(OpenElement(element: element, written: written, scope: scope))
        return isEmpty ? self.close() : nil
    }

    /// The value of an attribute; white space in it becomes blanks (XML 1.0 section 3.3.3).
    private mutating func value() throws(XMLError) -> String {
        self.scanner.skipSpace()
        try self.scanner.expect("=")
        self.scanner.skipSpace()
        guard let quote = self.scanner.byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw self.scanner.error(self.scanner.isAtEnd ? .ended : .syntax)
        }
        self.scanner.advance()
        var value: [UInt8] = []
        while let byte = self.scanner.byte, byte != quote {
            if byte == UInt8(ascii: "&") {
                try self.scanner.reference(into: &value)
                continue
            }
            guard byte != UInt8(ascii: "<") else { throw self.scanner.error(.syntax) }
            guard XMLScanner.isAllowed(byte) else { throw self.scanner.error(.character) }
            value.append(XMLScanner.isSpace(byte) ? 0x20 : byte)
            self.scanner.advance()
        }
        guard !self.scanner.isAtEnd else { throw self.scanner.error(.ended) }
        self.scanner.advance()
        return String(decoding: value, as: UTF8.self)
    }

    private mutating func endTag() throws(XMLError) -> XMLElement? {
        let (prefix, local) = try self.scanner.name()
        self.scanner.skipSpace()
        try self.scanner.expect(">")
        let written = prefix.isEmpty ? local : "\(prefix):\(local)"
        guard self.open.last?.written == written else { throw self.scanner.error(.mismatch) }
        return self.close()
    }

    /// Hands the innermost element to the one around it; gives it when it is the root.
    private mutating func close() -> XMLElement? {
        var closed = self.open.removeLast()
        if closed.element.children.isEmpty || !closed.text.allSatisfy(XMLScanner.isSpace) {
            closed.element.text = String(decoding: closed.text, as: UTF8.self)
        }
        guard !self.open.isEmpty else { return closed.element }
        self.open[self.open.count - 1].element.children.append(closed.element)
        return nil
    }

    private func namespace(_ prefix: String, _ scope: [String: String], orElse none: String) throws(XMLError) -> String
    {
        guard !prefix.isEmpty else { return none }
        guard let namespace = scope[prefix] else { throw self.scanner.error(.prefix) }
        return namespace
    }

    private mutating func count() throws(XMLError) {
        self.nodes += 1
        guard self.nodes <= self.scanner.limits.nodes else { throw self.scanner.error(.size) }
    }
}
