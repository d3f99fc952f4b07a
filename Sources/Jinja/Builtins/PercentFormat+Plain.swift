/// Patterns of the fields `%s` and `%d` alone, which most are.
extension PercentFormat {
    /// The fields of a pattern that has only `%s` and `%d`, each with the text before it; nil for other patterns.
    static func plan(_ pattern: String) -> (fields: [(before: String, isNumber: Bool)], end: String)? {
        var fields: [(before: String, isNumber: Bool)] = []
        var text: [UInt8] = []
        var isField = false
        for byte in pattern.utf8 {
            switch (isField, byte) {
            case (false, 37): break
            case (false, _): text.append(byte)
            case (true, 115), (true, 100):
                fields.append((String(decoding: text, as: UTF8.self), byte == 100))
                text = []
            default: return nil
            }
            isField = !isField && byte == 37
        }
        return isField ? nil : (fields, String(decoding: text, as: UTF8.self))
    }

    /// The result for fields `%s` of text and `%d` of whole numbers alone, which is most of them; nil for all else.
    static func plain(_ pattern: String, _ operand: Value) -> String? {
        let values: [Value]
        switch operand {
        case .tuple(let tuple): values = tuple.items
        case .int, .string: values = [operand]
        default: return nil
        }
        guard pattern.utf8.count + values.count * 32 < 1 << 16 else { return nil }
        var result = ""
        var rest = pattern[...]
        var used = 0
        while let mark = rest.utf8.firstIndex(of: 37) {
            result += rest[..<mark]
            let letter = rest.utf8.index(after: mark)
            guard letter < rest.utf8.endIndex, used < values.count else { return nil }
            switch (rest.utf8[letter], values[used]) {
            case (115, .string(let text)): result += text
            case (115, .int(let number)), (100, .int(let number)): result += String(number)
            default: return nil
            }
            used += 1
            rest = rest[rest.utf8.index(after: letter)...]
        }
        guard used == values.count else { return nil }
        return result + rest
    }
}
