/// The methods of Python's `str`, `list`, `tuple`, `dict` and numbers that templates may call; there are no others.
enum Methods {
    /// Methods that change their value.
    static let changing: Set<String> = [
        "append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "popitem", "sort", "reverse",
    ]

    private static let text: Set<String> = [
        "capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "format", "format_map", "index",
        "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable",
        "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "maketrans", "partition", "removeprefix",
        "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split",
        "splitlines", "startswith", "strip", "swapcase", "title", "translate", "upper", "zfill",
    ]
    private static let markup: Set<String> = ["striptags", "unescape"]
    private static let list: Set<String> = [
        "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
    ]
    private static let tuple: Set<String> = ["count", "index"]
    private static let dict: Set<String> = [
        "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
    ]
    private static let double: Set<String> = ["as_integer_ratio", "conjugate", "hex", "is_integer"]
    private static let int: Set<String> = ["as_integer_ratio", "bit_count", "bit_length", "conjugate"]
    private static let range: Set<String> = ["count", "index"]

    static func exists(_ name: String, onDict: Bool) -> Bool { self.dict.contains(name) }

    static func exists(_ name: String, on value: Value) -> Bool {
        switch value {
        case .string: self.text.contains(name)
        case .markup: self.text.contains(name) || self.markup.contains(name)
        case .list: self.list.contains(name)
        case .tuple: self.tuple.contains(name)
        case .dict: self.dict.contains(name)
        case .double: self.double.contains(name)
        case .int, .bool: self.int.contains(name)
        case .object(let object):
            switch object {
            case is CyclerValue: name == "next" || name == "reset"
            case is BigIntegerValue: self.int.contains(name)
            case is LoopValue: name == "cycle" || name == "changed"
            case is RangeValue: self.range.contains(name)
            default: false
            }
        default: false
        }
    }

    static func call(
        _ name: String, on value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        switch value {
        case .string(let text): return try self.text(name, text, isMarkup: false, arguments, rendering)
        case .markup(let text): return try self.text(name, text, isMarkup: true, arguments, rendering)
        case .list(let list): return try self.list(name, list, arguments, rendering)
        case .tuple(let tuple): return try self.search(name, tuple.items, arguments, rendering)
        case .dict(let dict): return try self.dict(name, dict, arguments, rendering)
        case .double(let number): return try self.floating(name, number, arguments)
        case .int(let number): return try self.bits(name, BigInteger(number), arguments)
        case .bool(let truth): return try self.bits(name, BigInteger(truth ? 1 : 0), arguments)
        case .object(let object):
            if let cycler = object as? CyclerValue { return try cycler.method(name, arguments) }
            if let big = object as? BigIntegerValue { return try self.bits(name, big.number, arguments) }
            if let range = object as? RangeValue { return try self.range(name, range, arguments) }
            if let loop = object as? LoopValue { return try loop.method(name, arguments) }
        default: break
        }
        throw JinjaError(.type, "There is no method “\(name)”")
    }

    private static func bits(
        _ name: String, _ number: BigInteger, _ arguments: Arguments
    ) throws(JinjaError) -> Value {
        _ = try arguments.positionalOnly(0...0)
        switch name {
        case "bit_length": return .int(number.bitWidth)
        case "conjugate": return .whole(number)
        case "as_integer_ratio": return .tuple(TupleValue([.whole(number), .int(1)]))
        default: break
        }
        return .int(number.words.reduce(0) { $0 + $1.nonzeroBitCount })
    }

    /// The characters that `strip` and `trim` remove; nil means whitespace.
    static func characters(_ value: Value) throws(JinjaError) -> Set<Unicode.Scalar>? {
        value.isNone ? nil : Set(try value.textArgument("strip").unicodeScalars)
    }

    /// How often `part` occurs without overlap.
    static func count(_ text: String, _ part: String) -> Int {
        if part.isEmpty { return text.unicodeScalars.count + 1 }
        let bytes = Array(text.utf8)
        let wanted = Array(part.utf8)
        var count = 0
        var here = 0
        while let found = PythonText.find(bytes, wanted, from: here) {
            count += 1
            here = found + wanted.count
        }
        return count
    }
}
