/// Reads one document of YAML 1.1, as far as Ansible's `from_yaml` gives plain values for it.
struct YAMLReader {
    let text: [Unicode.Scalar]
    let rendering: Rendering
    var position = 0
    var lineStart = 0
    var anchors: [String: Value] = [:]
    /// Whether `<<` and `=` may stand here, as they may for keys.
    var isKey = false
    var depth = 0
    /// Whether what fails only tells that there is no key; counting lines for it would take as long as the whole text.
    var isLookingAhead = false

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
            self.position += 1
            while self.current?.properties.isAlphabetic ?? false { self.position += 1 }
            guard self.isBlank(0), !self.isBlank(-1) else { throw self.fail("a wrong directive") }
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
        if self.isLookingAhead { return JinjaError(.value, what) }
        let line = self.text[..<min(self.position, self.text.count)].count { $0 == "\n" } + 1
        return JinjaError(.value, "This is not valid YAML: \(what) in line \(line)")
    }

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
}
