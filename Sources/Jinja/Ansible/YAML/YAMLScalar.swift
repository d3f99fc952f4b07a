/// How a text may be written in YAML, after its characters.
struct YAMLScalar {
    let scalars: [Unicode.Scalar]
    private(set) var isMultiline = false
    private(set) var mayBePlainInFlow = true
    private(set) var mayBePlainInBlock = true
    private(set) var mayBeSingleQuoted = true

    /// The rules of libyaml's emitter.
    init(_ text: String) {
        self.scalars = Array(text.unicodeScalars)
        guard !self.scalars.isEmpty else {
            self.mayBePlainInFlow = false
            return
        }
        if text.hasPrefix("---") || text.hasPrefix("...") { self.forbidPlain() }
        self.checkIndicators()
        self.checkSpaces()
    }

    static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 10, 13, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// libyaml escapes everything beyond the basic plane.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 10, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
        default: false
        }
    }

    private mutating func forbidPlain() {
        self.mayBePlainInFlow = false
        self.mayBePlainInBlock = false
    }

    private func isBlank(_ index: Int) -> Bool {
        guard index < self.scalars.count else { return true }
        let scalar = self.scalars[index]
        return scalar == " " || scalar == "\t" || scalar.value == 0 || Self.isBreak(scalar)
    }

    private mutating func checkIndicators() {
        for (index, scalar) in self.scalars.enumerated() {
            let isFollowedByBlank = self.isBlank(index + 1)
            switch scalar {
            case "#" where index > 0:
                if self.isBlank(index - 1) { self.forbidPlain() }
            case "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
                if index == 0 { self.forbidPlain() }
            case ",", "[", "]", "{", "}":
                if index == 0 { self.forbidPlain() } else { self.mayBePlainInFlow = false }
            case "?", ":":
                self.mayBePlainInFlow = false
                if isFollowedByBlank, scalar == ":" || index == 0 { self.mayBePlainInBlock = false }
            case "-":
                if index == 0, isFollowedByBlank { self.forbidPlain() }
            default: break
            }
        }
    }

    private mutating func checkSpaces() {
        var afterBreak = false
        var afterSpace = false
        var isSpecial = false
        for (index, scalar) in self.scalars.enumerated() {
            let isEdge = index == 0 || index == self.scalars.count - 1
            if !Self.isPrintable(scalar) { isSpecial = true }
            if scalar == " " {
                if isEdge { self.forbidPlain() }
                if afterBreak { self.mayBeSingleQuoted = false }
            } else if Self.isBreak(scalar) {
                self.isMultiline = true
                self.forbidPlain()
                if afterSpace { isSpecial = true }
            }
            afterSpace = scalar == " "
            afterBreak = Self.isBreak(scalar)
        }
        guard isSpecial || !self.mayBeSingleQuoted else { return }
        self.forbidPlain()
        self.mayBeSingleQuoted = false
    }
}
