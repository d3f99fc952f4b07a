/// Python's `str.maketrans`: a dictionary from the numbers of characters to what `translate` puts in their place.
enum TranslationTable {
    static func make(_ arguments: [Value], _ rendering: Rendering) throws(JinjaError) -> DictValue {
        let table = DictValue()
        guard arguments.count > 1 else {
            guard case .dict(let dict) = arguments[0] else {
                throw JinjaError(.type, "With one argument, maketrans needs a dictionary")
            }
            try rendering.tick(dict.count)
            for (key, value) in zip(dict.keys, dict.values) {
                guard let text = key.stringValue else {
                    table.set(.int(try key.wholeNumber("maketrans")), value)
                    continue
                }
                guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first else {
                    throw JinjaError(.value, "The keys of maketrans are single characters")
                }
                table.set(.int(Int(scalar.value)), value)
            }
            return table
        }
        let from = try arguments[0].textArgument("maketrans").unicodeScalars
        let to = try arguments[1].textArgument("maketrans").unicodeScalars
        try rendering.tick(from.count)
        guard from.count == to.count else {
            throw JinjaError(.value, "The first two arguments of maketrans have the same length")
        }
        for (old, new) in zip(from, to) { table.set(.int(Int(old.value)), .int(Int(new.value))) }
        guard arguments.count > 2 else { return table }
        for scalar in try arguments[2].textArgument("maketrans").unicodeScalars {
            try rendering.tick()
            table.set(.int(Int(scalar.value)), .none)
        }
        return table
    }
}
