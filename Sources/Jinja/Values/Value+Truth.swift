extension Value {
    /// Whether a condition holds; a strict undefined value is an error.
    func isTrue() throws(JinjaError) -> Bool {
        switch self {
        case .undefined(let undefined):
            if undefined.isStrict { throw undefined.error }
            return false
        case .none: return false
        case .bool(let truth): return truth
        case .int(let number): return number != 0
        case .double(let number): return number != 0
        case .string(let text), .markup(let text): return !text.isEmpty
        case .list(let list): return !list.items.isEmpty
        case .tuple(let tuple): return !tuple.items.isEmpty
        case .dict(let dict): return dict.count > 0
        case .object(let object): return object.isTrue
        }
    }

    /// The length of text or a container, or nil for other kinds.
    func length() throws(JinjaError) -> Int? {
        switch self {
        case .undefined(let undefined):
            if undefined.isStrict { throw undefined.error }
            return 0
        case .string(let text), .markup(let text): return text.unicodeScalars.count
        case .list(let list): return list.items.count
        case .tuple(let tuple): return tuple.items.count
        case .dict(let dict): return dict.count
        case .object(let object): return object.count
        default: return nil
        }
    }
}

extension Value: Equatable {
    /// Python's equality; values nested beyond a hundred levels or a million items, and undefined ones, are never equal.
    public static func == (a: Value, b: Value) -> Bool {
        (try? Comparison.equal(a, b)) ?? false
    }
}
