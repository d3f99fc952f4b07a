extension Value {
    /// A list that templates can read but not change.
    public init(_ items: [Value]) { self = .list(ListValue(items, isFrozen: true)) }
    /// A dictionary that templates can read but not change; of equal keys the last wins.
    public init(_ pairs: [(String, Value)]) {
        let dict = DictValue(isFrozen: true)
        for (key, value) in pairs { dict.set(.string(key), value) }
        self = .dict(dict)
    }
    /// A dictionary with keys of any kind that Python can hash; other keys are an error with code `type`.
    public init(keyed pairs: [(Value, Value)]) throws(JinjaError) {
        let dict = DictValue(isFrozen: true)
        for (key, value) in pairs { dict.set(try DictKey.checked(key), value) }
        self = .dict(dict)
    }
    /// Text, escaped when a page prints it.
    public init(_ text: String) { self = .string(text) }
    /// A whole number.
    public init(_ number: Int) { self = .int(number) }
    /// A truth value.
    public init(_ truth: Bool) { self = .bool(truth) }
    /// A floating point number.
    public init(_ number: Double) { self = .double(number) }

    /// A function that templates can call; `name` is used in error messages.
    public static func function(
        _ name: String, _ body: @escaping @Sendable (Arguments, Rendering) throws(JinjaError) -> Value
    ) -> Value {
        .object(FunctionValue(name: name, body: body))
    }

    /// The member of a dictionary, or nil for a missing key and for other kinds.
    public subscript(key: String) -> Value? {
        if case .dict(let dict) = self { dict.member(key) } else { nil }
    }

    /// The items of a list or tuple.
    public var items: [Value]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let tuple): tuple.items
        default: nil
        }
    }

    /// The pairs of a dictionary whose keys are text.
    public var pairs: [(String, Value)]? {
        guard case .dict(let dict) = self else { return nil }
        return zip(dict.keys, dict.values).compactMap { key, value in key.stringValue.map { ($0, value) } }
    }

    /// The value as one line of JSON, members in their order; kinds that only templates know are an error.
    public func json() throws(JinjaError) -> String {
        var writer = JSONWriter(indent: nil, limit: Int.max)
        writer.sortsKeys = false
        return try writer.json(self)
    }

    /// The text a template would print for this value; empty for undefined.
    public var text: String {
        var printer = Printer(forRepr: false)
        return (try? printer.text(self)) ?? ""
    }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByStringInterpolation {
    /// A floating point number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension Value: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// A list.
    public init(arrayLiteral elements: Value...) { self.init(elements) }
    /// A dictionary with text keys, in the order written.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
