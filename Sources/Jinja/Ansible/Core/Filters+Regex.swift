/// Ansible's filters with patterns of Python's `re`.
extension Filters {
    static let regex: [String: Filter] = [
        "regex_replace": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind(
                "pattern", "replacement", "ignorecase", "multiline", "count", "mandatory_count")
            let regex = try PythonRegex(
                try bound[0]?.textArgument("regex_replace") ?? "", try RegexFlags(bound[2], bound[3]), rendering)
            let result = try regex.replace(
                try rendering.definedText(value), try bound[1]?.textArgument("regex_replace") ?? "",
                count: try bound[4]?.wholeNumber("regex_replace") ?? 0)
            if let wanted = bound[5], try wanted.isTrue(), wanted != .int(result.count) {
                throw JinjaError(.value, "The pattern was found \(result.count) times, not as often as it must be")
            }
            return .string(result.text)
        },
        "regex_search": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.regexSearch(value, arguments, rendering)
        },
        "regex_findall": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("regex", "multiline", "ignorecase", required: 1)
            let regex = try PythonRegex(
                try (bound[0] ?? .none).textArgument("regex_findall"), try RegexFlags(bound[2], bound[1]), rendering)
            var found: [Value] = []
            try regex.each(try rendering.definedText(value)) { match throws(JinjaError) in
                switch regex.program.groupCount {
                case 1, 2: found.append(.string(match.group(regex.program.groupCount - 1) ?? ""))
                default:
                    let groups = (1..<regex.program.groupCount).map { Value.string(match.group($0) ?? "") }
                    found.append(.tuple(TupleValue(groups)))
                }
                return true
            }
            return .list(ListValue(found))
        },
        "regex_escape": Filter { value, arguments, rendering throws(JinjaError) in
            let kind = try arguments.bind("re_type")[0]?.textArgument("regex_escape") ?? "python"
            guard kind == "python" || kind == "posix_basic" else {
                throw JinjaError(.value, "regex_escape knows the types “python” and “posix_basic”")
            }
            let special = kind == "python" ? Self.special : Array("][.^$*\\".unicodeScalars)
            var result = String.UnicodeScalarView()
            for scalar in try rendering.definedText(value).unicodeScalars {
                if special.contains(scalar) { result.append("\\") }
                result.append(scalar)
            }
            return .string(String(result))
        },
    ]

    /// What `re.escape` puts a backslash before.
    private static let special = Array("()[]{}?*+-|^$\\.&~# \t\n\r\u{B}\u{C}".unicodeScalars)

    private static func regexSearch(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        var flags: RegexFlags = []
        for (name, given) in arguments.named where name != "regex" {
            // Ansible does not look at other names.
            guard try given.isTrue() else { continue }
            if name == "ignorecase" { flags.insert(.ignoreCase) }
            if name == "multiline" { flags.insert(.multiline) }
        }
        var rest = arguments.positional
        if let pattern = arguments.named.first(where: { $0.name == "regex" }) {
            guard rest.isEmpty else { throw JinjaError(.type, "The argument “regex” is given twice") }
            rest = [pattern.value]
        }
        guard let pattern = rest.first else { throw JinjaError(.type, "The argument “regex” is missing") }
        var wanted: [Reference] = []
        for argument in rest.dropFirst() {
            guard let name = Self.reference(try argument.textArgument("regex_search")) else {
                throw JinjaError(.value, "regex_search gives groups such as “\\1” or “\\g<name>”")
            }
            wanted.append(name)
        }
        let regex = try PythonRegex(try pattern.textArgument("regex_search"), flags, rendering)
        guard let match = try regex.search(try rendering.definedText(value)) else { return .none }
        if wanted.isEmpty { return .string(match.group(0) ?? "") }
        var groups: [Value] = []
        for reference in wanted {
            let index: Int?
            switch reference {
            case .name(let name): index = regex.program.names[name]
            case .number(let number): index = number < regex.program.groupCount ? number : nil
            }
            guard let index else { throw JinjaError(.value, "The pattern has no group of that name or number") }
            groups.append(match.group(index).map(Value.string) ?? .none)
        }
        return .list(ListValue(groups))
    }

    /// The name in `\g<name>`, or the number in `\1`.
    private enum Reference {
        case name(String)
        case number(Int)
    }

    private static func reference(_ text: String) -> Reference? {
        if text.hasPrefix("\\g") {
            guard text.hasPrefix("\\g<"), let end = text.lastIndex(of: ">") else { return nil }
            let name = String(text[text.index(text.startIndex, offsetBy: 3)..<end])
            return name.isEmpty || name.unicodeScalars.contains(where: PythonText.isSpace) ? nil : .name(name)
        }
        guard text.hasPrefix("\\") else { return nil }
        let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        return Int(digits).map(Reference.number)
    }
}

extension RegexFlags {
    init(_ ignoresCase: Value?, _ isMultiline: Value?) throws(JinjaError) {
        self = []
        if try ignoresCase?.isTrue() ?? false { self.insert(.ignoreCase) }
        if try isMultiline?.isTrue() ?? false { self.insert(.multiline) }
    }
}

extension Rendering {
    /// The text of a value that must exist, also when templates need not be strict.
    func definedText(_ value: Value) throws(JinjaError) -> String {
        if case .undefined(let undefined) = value { throw undefined.error }
        return try self.text(of: value)
    }
}
