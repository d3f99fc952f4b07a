/// Filters on text.
extension Filters {
    /// A filter that keeps markup safe, as Python's `Markup` methods do.
    private static func mapping(
        _ change: @escaping @Sendable (inout ShortText) -> Void, _ body: @escaping @Sendable (String) -> String
    ) -> Filter {
        Filter(change: change) { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            let text = try rendering.text(of: value)
            return value.isMarkup ? .markup(body(text)) : .string(body(text))
        }
    }

    static let text: [String: Filter] = [
        "upper": Filters.mapping({ $0.upper() }, { $0.uppercased() }),
        "lower": Filters.mapping({ $0.lower() }, CaseText.lower),
        "capitalize": Filters.mapping({ $0.capitalize() }, CaseText.capitalize),
        "title": Filter(change: { $0.title() }) { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            // Python puts the words together to plain text, also those of markup.
            return .string(CaseText.titleFilter(try rendering.text(of: value)))
        },
        "trim": Filter(change: { $0.trim() }) { value, arguments, rendering throws(JinjaError) in
            let chars = try arguments.bind("chars")[0]
            let set = try Methods.characters(chars ?? .none)
            let text = PythonText.strip(try rendering.text(of: value), set)
            return value.isMarkup ? .markup(text) : .string(text)
        },
        "center": Filter { value, arguments, rendering throws(JinjaError) in
            let width = try arguments.bind("width")[0]?.wholeNumber("center") ?? 80
            let text = try Padding.center(try rendering.text(of: value), width, " ", rendering)
            return value.isMarkup ? .markup(text) : .string(text)
        },
        "indent": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.indent(value, arguments, rendering)
        },
        "truncate": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.truncate(value, arguments, rendering)
        },
        "wordwrap": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("width", "break_long_words", "wrapstring", "break_on_hyphens")
            let text = try value.textArgument("wordwrap")
            let wrapper = TextWrap(
                width: try bound[0]?.wholeNumber("wordwrap") ?? 79,
                breaksLongWords: try bound[1]?.isTrue() ?? true, breaksOnHyphens: try bound[3]?.isTrue() ?? true)
            var separator = rendering.environment.syntax.newline
            if let given = bound[2], !given.isNone { separator = try given.textArgument("wordwrap") }
            return .string(try wrapper.wrap(text, separator: separator, rendering))
        },
        "wordcount": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            var count = 0
            var isInWord = false
            for scalar in try rendering.text(of: value).unicodeScalars {
                let isWord = CaseText.isWord(scalar)
                if isWord, !isInWord { count += 1 }
                isInWord = isWord
            }
            return .int(count)
        },
        "format": Filter { value, arguments, rendering throws(JinjaError) in
            if !arguments.positional.isEmpty, !arguments.named.isEmpty {
                throw JinjaError(.value, "format takes either values or named values, not both")
            }
            var operand = Value.tuple(TupleValue(arguments.positional))
            if !arguments.named.isEmpty {
                operand = .dict(
                    DictValue(keys: arguments.named.map { .string($0.name) }, values: arguments.named.map(\.value)))
            }
            return try PercentFormat.format(
                try rendering.text(of: value), isMarkup: value.isMarkup, operand, rendering)
        },
        "replace": Filter(step: { ReplaceStep($0) }) { value, arguments, rendering throws(JinjaError) in
            try Filters.replace(value, arguments, rendering)
        },
        "string": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return value.stringValue == nil ? .string(try rendering.text(of: value)) : value
        },
        "pprint": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .string(try PrettyPrinter.text(value, rendering))
        },
    ]

    private static func indent(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let bound = try arguments.bind("width", "first", "blank")
        let source = try value.textArgument("indent")
        var indent = "    "
        if let width = bound[0] {
            if let text = width.stringValue {
                indent = text
            } else {
                let count = max(0, try width.wholeNumber("indent"))
                try rendering.checkLength(count)
                indent = PythonText.repeated(" ", count)
            }
        }
        let first = try bound[1]?.isTrue() ?? false
        let blank = try bound[2]?.isTrue() ?? false
        let lines = LineSplitting.lines(source + "\n", keepEnds: false)
        try rendering.checkLength(source.utf8.count + lines.count * indent.utf8.count)
        var text = first ? indent : ""
        for (position, line) in lines.enumerated() {
            if position > 0 {
                text += "\n"
                if blank || !line.isEmpty { text += indent }
            }
            text += line
        }
        return value.isMarkup ? .markup(text) : .string(text)
    }

    private static func truncate(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let bound = try arguments.bind("length", "killwords", "end", "leeway")
        let length = try bound[0]?.wholeNumber("truncate") ?? 255
        let killsWords = try bound[1]?.isTrue() ?? false
        let end = bound[2] ?? .string("...")
        var leeway = 5
        if let given = bound[3], !given.isNone { leeway = try given.wholeNumber("truncate") }
        let endLength = try end.textArgument("truncate").unicodeScalars.count
        guard length >= endLength, leeway >= 0 else {
            throw JinjaError(
                .value, "The length of truncate must be at least \(endLength), and the leeway not negative")
        }
        // Python only asks for the length of what is short enough.
        if let count = try value.length(), count <= length + leeway { return value }
        let scalars = Array(try value.textArgument("truncate").unicodeScalars)
        var kept = scalars[..<(length - endLength)]
        if !killsWords, let space = kept.lastIndex(of: " ") { kept = kept[..<space] }
        let text = PythonText.string(kept)
        return try Arithmetic.apply(.add, value.isMarkup ? .markup(text) : .string(text), end, rendering)
    }

    private static func replace(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let bound = try arguments.bind("old", "new", "count", required: 2)
        guard let old = bound[0], let new = bound[1] else { return value }
        var count = -1
        if let given = bound[2], !given.isNone { count = try given.wholeNumber("replace") }
        let source = try rendering.text(of: value)
        let oldText = try rendering.text(of: old)
        if !rendering.autoescape {
            let newText = try rendering.text(of: new)
            return .string(try Filters.replace(source, oldText, newText, count, rendering))
        }
        let escapes = old.isMarkup || (new.isMarkup && !value.isMarkup)
        if escapes || value.isMarkup {
            let text = value.isMarkup ? source : HTMLEscape.escape(source)
            return .markup(try Filters.replace(text, oldText, try rendering.escaped(new), count, rendering))
        }
        return .string(try Filters.replace(source, oldText, try rendering.text(of: new), count, rendering))
    }

    static func replace(
        _ text: String, _ old: String, _ new: String, _ count: Int, _ rendering: Rendering
    ) throws(JinjaError) -> String {
        // The longest possible result, before it is made.
        let places = text.utf8.count / max(1, old.utf8.count) + 1
        let (added, overflow) = places.multipliedReportingOverflow(by: new.utf8.count)
        if overflow || added > rendering.limits.outputBytes {
            try rendering.checkLength(text.utf8.count)
            let found = old.isEmpty ? places : Methods.count(text, old)
            let (exact, isHuge) = found.multipliedReportingOverflow(by: new.utf8.count)
            try rendering.checkLength(isHuge ? Int.max : exact)
        }
        return PythonText.replace(text, old, new, count: count)
    }
}
