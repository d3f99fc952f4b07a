/// The names every template knows.
enum Globals {
    static let builtIn: [String: Value] = [
        "range": .function("range") { arguments, rendering throws(JinjaError) in
            try Globals.range(arguments, rendering)
        },
        "dict": .function("dict") { arguments, rendering throws(JinjaError) in
            .dict(try Globals.dict(arguments, rendering))
        },
        "namespace": .function("namespace") { arguments, rendering throws(JinjaError) in
            .object(NamespaceValue(try Globals.dict(arguments, rendering)))
        },
        "cycler": .function("cycler") { arguments, _ throws(JinjaError) in
            let values = try arguments.positionalOnly(0...Int.max)
            guard !values.isEmpty else { throw JinjaError(.runtime, "cycler needs at least one value") }
            return .object(CyclerValue(values))
        },
        "joiner": .function("joiner") { arguments, _ throws(JinjaError) in
            .object(JoinerValue(try arguments.bind("sep")[0] ?? .string(", ")))
        },
        "lipsum": .function("lipsum") { arguments, rendering throws(JinjaError) in
            try FillerText.value(arguments, rendering)
        },
    ]

    private static func range(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        var numbers: [Int] = []
        for value in try arguments.positionalOnly(1...3) { numbers.append(try value.wholeNumber("range")) }
        let step = numbers.count == 3 ? numbers[2] : 1
        guard step != 0 else { throw JinjaError(.value, "The step of range cannot be zero") }
        let range =
            numbers.count == 1 ? RangeValue(0, numbers[0], 1) : RangeValue(numbers[0], numbers[1], step)
        guard range.length <= rendering.limits.iterations else {
            throw JinjaError(.limit, "The range has more than \(rendering.limits.iterations) numbers")
        }
        return .object(range)
    }

    private static func dict(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> DictValue {
        let dict = DictValue()
        try rendering.use(bytes: DictValue.ownBytes + DictValue.memberBytes * arguments.named.count)
        guard arguments.positional.count <= 1 else { throw JinjaError(.type, "dict takes one value and names") }
        if let source = arguments.positional.first { try dict.update(from: source, rendering) }
        for (name, value) in arguments.named { dict.set(.string(name), value) }
        return dict
    }
}

extension DictValue {
    /// Takes over the members of a dictionary, or of a list of pairs.
    func update(from source: Value, _ rendering: Rendering) throws(JinjaError) {
        if case .dict(let other) = source {
            try rendering.tick(other.count)
            for (key, value) in zip(other.keys, other.values) { self.set(key, value) }
            return
        }
        for pair in try rendering.array(source) {
            let items = try rendering.array(pair)
            guard items.count == 2 else { throw JinjaError(.value, "A dictionary is made from pairs") }
            self.set(try DictKey.checked(items[0]), items[1])
        }
    }
}

extension Value {
    /// The whole number of an argument.
    func wholeNumber(_ what: String) throws(JinjaError) -> Int {
        switch self {
        case .int(let number): return number
        case .bool(let truth): return truth ? 1 : 0
        case .undefined(let undefined): throw undefined.error
        case .object(let object) where object is BigIntegerValue: throw Arithmetic.tooLarge
        default: throw JinjaError(.type, "“\(what)” needs a whole number, not a \(self.typeName)")
        }
    }

    /// The text of an argument.
    func textArgument(_ what: String) throws(JinjaError) -> String {
        if let text = self.stringValue { return text }
        if case .undefined(let undefined) = self { throw undefined.error }
        throw JinjaError(.type, "“\(what)” needs text, not a \(self.typeName)")
    }
}
