/// Ansible's tests.
extension Tests {
    static let ansible: [String: Filter] = AnsibleNames.merged([
        AnsibleNames.qualified("ansible.builtin", Tests.ansibleBuiltin),
        AnsibleNames.qualified("ansible.utils", Tests.addresses),
    ])

    private static let ansibleBuiltin: [String: Filter] = [
        "match": Tests.pattern("match"),
        "search": Tests.pattern("search"),
        "regex": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("pattern", "ignorecase", "multiline", "match_type")
            let kind = try bound[3]?.textArgument("regex") ?? "search"
            return try Tests.holds(value, bound, kind, rendering)
        },
        "subset": Tests.subset(isReversed: false),
        "issubset": Tests.subset(isReversed: false),
        "superset": Tests.subset(isReversed: true),
        "issuperset": Tests.subset(isReversed: true),
        "contains": Filter { value, arguments, rendering throws(JinjaError) in
            .bool(
                try Comparison.contains(value, try arguments.bind("value", required: 1)[0] ?? .none, rendering))
        },
        "truthy": Tests.truth(true),
        "falsy": Tests.truth(false),
        "any": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            for item in try rendering.array(value) where try item.isTrue() { return .bool(true) }
            return .bool(false)
        },
        "all": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            for item in try rendering.array(value) where try !item.isTrue() { return .bool(false) }
            return .bool(true)
        },
        "nan": Tests.notANumber,
        "isnan": Tests.notANumber,
        "version": Tests.version,
        "version_compare": Tests.version,
    ]

    private static let notANumber = Filter { value, arguments, _ throws(JinjaError) in
        _ = try arguments.positionalOnly(0...0)
        if case .undefined(let undefined) = value { throw undefined.error }
        return .bool(Number(value)?.asDouble.isNaN ?? false)
    }

    private static func pattern(_ kind: String) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            try Tests.holds(value, try arguments.bind("pattern", "ignorecase", "multiline"), kind, rendering)
        }
    }

    private static func holds(
        _ value: Value, _ bound: [Value?], _ kind: String, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let regex = try PythonRegex(
            try bound[0]?.textArgument("regex") ?? "", try RegexFlags(bound[1], bound[2]), rendering)
        let text = try rendering.definedText(value)
        switch kind {
        case "match": return .bool(try regex.match(text) != nil)
        case "fullmatch": return .bool(try regex.match(text, isFull: true) != nil)
        case "search": return .bool(try regex.search(text) != nil)
        default: throw JinjaError(.value, "The match_type of regex is search, match or fullmatch")
        }
    }

    private static func subset(isReversed: Bool) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let other = try arguments.bind("b", required: 1)[0] ?? .none
            let small = try rendering.array(isReversed ? other : value)
            let large = try rendering.array(isReversed ? value : other)
            var wanted: Set<DictKey> = []
            for item in large { wanted.insert(DictKey(try DictKey.checked(item))) }
            var holds = true
            for item in small where !wanted.contains(DictKey(try DictKey.checked(item))) { holds = false }
            return .bool(holds)
        }
    }

    private static func truth(_ wanted: Bool) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let converts = try arguments.bind("convert_bool")[0]?.isTrue() ?? false
            var truth = try value.isTrue()
            if converts, let word = value.stringValue.map({ PythonText.strip($0).lowercased() }) {
                if ["y", "yes", "on", "1", "true", "t", "1.0"].contains(word) { truth = true }
                if ["n", "no", "off", "0", "false", "f", "0.0"].contains(word) { truth = false }
            }
            return .bool(truth == wanted)
        }
    }

    private static let version = Filter { value, arguments, rendering throws(JinjaError) in
        let bound = try arguments.bind("version", "operator", "strict", "version_type", required: 1)
        let isStrict = try bound[2]?.isTrue() ?? false
        let kind = try bound[3].flatMap { $0.isNone ? nil : $0 }?.textArgument("version")
        guard bound[2].map({ $0.isNone }) ?? true || kind == nil, ["loose", "strict", nil].contains(kind) else {
            throw JinjaError(.value, "The kinds of version are “loose” and “strict”")
        }
        guard try value.isTrue(), try bound[0]?.isTrue() ?? false else {
            throw JinjaError(.value, "A version to compare is empty")
        }
        let reading = isStrict || kind == "strict" ? VersionText.strict : VersionText.loose
        let left = try reading(try rendering.definedText(value))
        let right = try reading(try rendering.definedText(bound[0] ?? .none))
        switch try bound[1]?.textArgument("version") ?? "eq" {
        case "==", "=", "eq": return .bool(try Comparison.equal(left, right, rendering))
        case "!=", "<>", "ne": return .bool(try !Comparison.equal(left, right, rendering))
        case "<", "lt": return .bool(try Comparison.less(left, right, rendering))
        case "<=", "le": return .bool(try !Comparison.less(right, left, rendering))
        case ">", "gt": return .bool(try Comparison.less(right, left, rendering))
        case ">=", "ge": return .bool(try !Comparison.less(left, right, rendering))
        default: throw JinjaError(.value, "Versions are compared by ==, !=, <, <=, > and >=")
        }
    }
}

/// Versions as lists that can be compared.
enum VersionText {
    /// Numbers and words in their order; a number and a word at the same place have no order.
    static func loose(_ text: String) throws(JinjaError) -> Value {
        enum Kind { case digits, letters, dot, other }
        func kind(_ byte: UInt8) -> Kind {
            if byte.isDigit { return .digits }
            if byte >= 97, byte <= 122 { return .letters }
            return byte == 46 ? .dot : .other
        }
        var parts: [Value] = []
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let first = kind(bytes[start])
            var end = start + 1
            while end < bytes.count, kind(bytes[end]) == first { end += 1 }
            let part = String(decoding: bytes[start..<end], as: UTF8.self)
            switch first {
            case .dot: break
            case .digits:
                guard let number = Int(part) else { throw Arithmetic.tooLarge }
                parts.append(.int(number))
            default: parts.append(.string(part))
            }
            start = end
        }
        return .list(ListValue(parts))
    }

    /// Two or three numbers, and an alpha or beta release that comes before its version.
    static func strict(_ text: String) throws(JinjaError) -> Value {
        let refused = JinjaError(.value, "This is not a strict version such as 1.2.3 or 1.2b1")
        var bytes = Array(text.utf8)[...]
        func number() -> Int? {
            let digits = bytes.prefix { $0.isDigit }
            bytes = bytes.dropFirst(digits.count)
            return Int(String(decoding: digits, as: UTF8.self))
        }
        var parts: [Int] = []
        repeat {
            guard parts.count < 3, let part = number() else { throw refused }
            parts.append(part)
            guard bytes.first == 46 else { break }
            bytes = bytes.dropFirst()
        } while true
        guard parts.count >= 2 else { throw refused }
        if parts.count == 2 { parts.append(0) }
        // A release sorts after its alphas (0) and betas (1).
        var stage = [2, 0]
        if let mark = bytes.first {
            bytes = bytes.dropFirst()
            guard mark == 97 || mark == 98, let part = number(), bytes.isEmpty else { throw refused }
            stage = [Int(mark) - 97, part]
        }
        return .list(ListValue((parts + stage).map { Value.int($0) }))
    }
}
