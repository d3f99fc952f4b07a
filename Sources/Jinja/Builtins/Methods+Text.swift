/// Methods of text; those of markup escape their arguments and give markup, as markupsafe does.
extension Methods {
    static func text(
        _ name: String, _ text: String, isMarkup: Bool, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        // Most methods walk over the whole text.
        if text.utf8.count > 4096 { try rendering.tick(text.utf8.count >> 10) }
        let subject = TextSubject(text: text, isMarkup: isMarkup, rendering: rendering)
        if name.hasPrefix("is") { return .bool(try subject.test(name, arguments)) }
        switch name {
        case "upper", "lower", "capitalize", "title", "swapcase", "casefold":
            _ = try arguments.positionalOnly(0...0)
            return subject.make(subject.changedCase(name))
        case "strip", "lstrip", "rstrip": return subject.make(try subject.stripped(name, arguments))
        case "split", "rsplit", "splitlines", "partition", "rpartition":
            return try subject.split(name, arguments)
        case "startswith", "endswith", "find", "rfind", "index", "rindex", "count":
            return try subject.search(name, arguments)
        case "format", "format_map":
            var arguments = arguments
            if name == "format_map" {
                guard case .dict(let dict) = try arguments.positionalOnly(1...1)[0] else {
                    throw JinjaError(.type, "format_map needs a dictionary")
                }
                arguments = Arguments(named: zip(dict.keys, dict.values).map { ($0.stringValue ?? "", $1) })
            }
            var formatter = BraceFormat(arguments, isMarkup: isMarkup, rendering)
            return subject.make(try formatter.format(text))
        case "maketrans": return .dict(try TranslationTable.make(try arguments.positionalOnly(1...3), rendering))
        case "striptags":
            _ = try arguments.positionalOnly(0...0)
            return .string(HTMLText.stripTags(text))
        case "unescape":
            _ = try arguments.positionalOnly(0...0)
            return .string(HTMLText.unescape(text))
        default: return try subject.make(subject.edited(name, arguments))
        }
    }
}

/// The text whose method is called.
struct TextSubject {
    let text: String
    let isMarkup: Bool
    let rendering: Rendering

    func make(_ text: String) -> Value { self.isMarkup ? .markup(text) : .string(text) }

    /// An argument's text, escaped when the method is one of markup.
    private func argument(_ value: Value, _ name: String) throws(JinjaError) -> String {
        if self.isMarkup { return try self.rendering.escaped(value) }
        return try value.textArgument(name)
    }

    func changedCase(_ name: String) -> String {
        switch name {
        case "upper": self.text.uppercased()
        case "capitalize": CaseText.capitalize(self.text)
        case "title": CaseText.title(self.text)
        case "swapcase": CaseText.swapCase(self.text)
        case "casefold": CaseText.fold(self.text)
        default: CaseText.lower(self.text)
        }
    }

    func stripped(_ name: String, _ arguments: Arguments) throws(JinjaError) -> String {
        let set = try Methods.characters(try arguments.positionalOnly(0...1).first ?? .none)
        switch name {
        case "lstrip": return PythonText.lstrip(self.text, set)
        case "rstrip": return PythonText.rstrip(self.text, set)
        default: return PythonText.strip(self.text, set)
        }
    }

    func split(_ name: String, _ arguments: Arguments) throws(JinjaError) -> Value {
        let parts: [String]
        switch name {
        case "splitlines":
            parts = LineSplitting.lines(self.text, keepEnds: try arguments.bind("keepends")[0]?.isTrue() ?? false)
        case "partition", "rpartition":
            let separator = try arguments.positionalOnly(1...1)[0].textArgument(name)
            guard !separator.isEmpty else { throw JinjaError(.value, "The separator is empty") }
            let pieces =
                name == "partition"
                ? SplitText.split(self.text, separator, limit: 1)
                : SplitText.splitFromEnd(self.text, separator, limit: 1)
            let three =
                pieces.count == 2
                ? [pieces[0], separator, pieces[1]]
                : name == "partition" ? [self.text, "", ""] : ["", "", self.text]
            return .tuple(TupleValue(three.map(self.make)))
        default:
            let bound = try arguments.bind("sep", "maxsplit")
            let limit = try bound[1]?.wholeNumber(name) ?? -1
            if let separator = bound[0], !separator.isNone {
                let mark = try separator.textArgument(name)
                guard !mark.isEmpty else { throw JinjaError(.value, "The separator is empty") }
                parts =
                    name == "split"
                    ? SplitText.split(self.text, mark, limit: limit)
                    : SplitText.splitFromEnd(self.text, mark, limit: limit)
            } else {
                parts =
                    name == "split"
                    ? SplitText.words(self.text, limit: limit) : SplitText.wordsFromEnd(self.text, limit: limit)
            }
        }
        try self.rendering.tick(parts.count)
        return .list(ListValue(parts.map(self.make)))
    }

    func edited(_ name: String, _ arguments: Arguments) throws(JinjaError) -> String {
        switch name {
        case "join":
            let items = try self.rendering.array(try arguments.positionalOnly(1...1)[0])
            var result = ""
            for (position, item) in items.enumerated() {
                if position > 0 { result += self.text }
                result += try self.argument(item, name)
                try self.rendering.checkLength(result.utf8.count)
            }
            return result
        case "replace":
            let values = try arguments.positionalOnly(2...3)
            let count = values.count > 2 ? try values[2].wholeNumber(name) : -1
            return try Filters.replace(
                self.text, try values[0].textArgument(name), try self.argument(values[1], name), count, self.rendering)
        case "removeprefix":
            let prefix = try arguments.positionalOnly(1...1)[0].textArgument(name)
            return Self.hasPrefix(self.text, prefix)
                ? String(decoding: self.text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : self.text
        case "removesuffix":
            let suffix = try arguments.positionalOnly(1...1)[0].textArgument(name)
            return !suffix.isEmpty && Self.hasSuffix(self.text, suffix)
                ? String(decoding: self.text.utf8.dropLast(suffix.utf8.count), as: UTF8.self) : self.text
        case "translate": return try self.translated(try arguments.positionalOnly(1...1)[0])
        case "expandtabs":
            return try self.expandTabs(try arguments.bind("tabsize")[0]?.wholeNumber(name) ?? 8)
        case "zfill":
            return try Padding.zeros(
                self.text, try arguments.positionalOnly(1...1)[0].wholeNumber(name), self.rendering)
        default: return try self.padded(name, arguments)
        }
    }

    private func padded(_ name: String, _ arguments: Arguments) throws(JinjaError) -> String {
        let values = try arguments.positionalOnly(1...2)
        let width = try values[0].wholeNumber(name)
        let fill = values.count > 1 ? try self.argument(values[1], name) : " "
        guard fill.unicodeScalars.count == 1 else { throw JinjaError(.type, "The fill must be one character") }
        switch name {
        case "ljust": return try Padding.left(self.text, width, fill, self.rendering)
        case "rjust": return try Padding.right(self.text, width, fill, self.rendering)
        default: return try Padding.center(self.text, width, fill, self.rendering)
        }
    }

    /// Each character replaced by what the table holds for its number: text, another number, or none to drop it.
    private func translated(_ table: Value) throws(JinjaError) -> String {
        var result = ""
        for scalar in self.text.unicodeScalars {
            switch try self.rendering.item(.int(Int(scalar.value)), of: table) {
            case .undefined: result.unicodeScalars.append(scalar)
            case .none: break
            case .string(let text), .markup(let text): result += text
            case .int(let number):
                guard let other = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else {
                    throw JinjaError(.arithmetic, "There is no character of that number")
                }
                result.unicodeScalars.append(other)
            default: throw JinjaError(.type, "translate replaces characters by text, numbers or none")
            }
            try self.rendering.checkLength(result.utf8.count)
        }
        return result
    }

    private func expandTabs(_ size: Int) throws(JinjaError) -> String {
        var result: [UInt8] = []
        var column = 0
        try self.rendering.checkLength(self.text.utf8.count)
        for byte in self.text.utf8 {
            if byte == 9 {
                guard size > 0 else { continue }
                let count = size - column % size
                try self.rendering.checkLength(result.count + count)
                result += repeatElement(32, count: count)
                column += count
            } else {
                result.append(byte)
                // Bytes within a character make no column of their own.
                if byte == 10 || byte == 13 { column = 0 } else if byte & 0xC0 != 0x80 { column += 1 }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func hasPrefix(_ text: String, _ prefix: String) -> Bool {
        text.utf8.starts(with: prefix.utf8)
    }

    static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
        text.utf8.count >= suffix.utf8.count && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
}
