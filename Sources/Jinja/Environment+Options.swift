/// Settings by the names that Jinja2's `Environment` gives them.
extension Environment {
    /// Takes over options such as `trim_blocks`, `block_start_string` or `undefined`, and the switches `strict`, `do` and
    /// `loopcontrols`; an unknown name or wrong value is an error with code `value` or `unsupported`.
    public mutating func apply(options: [(String, Value)]) throws(JinjaError) {
        for (name, value) in options { try self.apply(name, value) }
        try self.syntax.check()
    }

    private mutating func apply(_ name: String, _ value: Value) throws(JinjaError) {
        switch name {
        case "block_start_string": self.syntax.blockStart = try Self.text(name, value)
        case "block_end_string": self.syntax.blockEnd = try Self.text(name, value)
        case "variable_start_string": self.syntax.variableStart = try Self.text(name, value)
        case "variable_end_string": self.syntax.variableEnd = try Self.text(name, value)
        case "comment_start_string": self.syntax.commentStart = try Self.text(name, value)
        case "comment_end_string": self.syntax.commentEnd = try Self.text(name, value)
        case "line_statement_prefix":
            self.syntax.lineStatementPrefix = value.isNone ? nil : try Self.text(name, value)
        case "line_comment_prefix": self.syntax.lineCommentPrefix = value.isNone ? nil : try Self.text(name, value)
        case "newline_sequence": self.syntax.newline = try Self.text(name, value)
        case "trim_blocks": self.trimBlocks = try value.isTrue()
        case "lstrip_blocks": self.lstripBlocks = try value.isTrue()
        case "keep_trailing_newline": self.keepTrailingNewline = try value.isTrue()
        case "autoescape": self.autoescape = try value.isTrue()
        case "strict": self.strict = try value.isTrue()
        case "do": self.hasDo = try value.isTrue()
        case "loopcontrols": self.hasLoopControls = try value.isTrue()
        case "undefined": self.undefined = try Self.undefined(value)
        case "extensions": try self.apply(extensions: value)
        // How Python's engine works inside does not change what it gives.
        case "optimized", "cache_size", "auto_reload", "enable_async": break
        case "finalize", "loader", "bytecode_cache":
            guard value.isNone else { throw JinjaError(.unsupported, "The option “\(name)” cannot be given as data") }
        default: throw JinjaError(.value, "There is no option “\(name)”")
        }
    }

    private mutating func apply(extensions: Value) throws(JinjaError) {
        self.hasDo = false
        self.hasLoopControls = false
        for item in extensions.items ?? [] {
            switch try Self.text("extensions", item) {
            case "jinja2.ext.do", "do": self.hasDo = true
            case "jinja2.ext.loopcontrols", "loopcontrols": self.hasLoopControls = true
            // These two have been part of the language since Jinja2 2.9.
            case "jinja2.ext.autoescape", "autoescape", "jinja2.ext.with_", "with_": break
            default: throw JinjaError(.unsupported, "This extension of Jinja2 is not available")
            }
        }
    }

    private static func text(_ name: String, _ value: Value) throws(JinjaError) -> String {
        guard let text = value.stringValue else { throw JinjaError(.value, "The option “\(name)” is text") }
        return text
    }

    private static func undefined(_ value: Value) throws(JinjaError) -> UndefinedKind {
        let name = try Self.text("undefined", value)
        guard let kind = UndefinedKind(rawValue: name) else {
            let known = UndefinedKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw JinjaError(.value, "The option “undefined” is one of \(known)")
        }
        return kind
    }
}

extension Syntax {
    /// Refuses marks that could not be told apart, as Jinja2 does.
    func check() throws(JinjaError) {
        let required = [
            self.blockStart, self.blockEnd, self.variableStart, self.variableEnd, self.commentStart, self.commentEnd,
        ]
        guard required.allSatisfy({ !$0.isEmpty }) else { throw JinjaError(.value, "A mark of the syntax is empty") }
        guard Set([self.blockStart, self.variableStart, self.commentStart]).count == 3 else {
            throw JinjaError(.value, "The marks that open statements, expressions and comments must differ")
        }
        guard ["\n", "\r\n", "\r"].contains(where: { sameText($0, self.newline) }) else {
            throw JinjaError(.value, "The newline sequence is a line feed, a carriage return, or both")
        }
    }
}
