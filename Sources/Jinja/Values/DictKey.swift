/// A key with Python's rule of equality: `1`, `1.0` and `True` are the same key.
struct DictKey: Hashable {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }

    static func == (a: DictKey, b: DictKey) -> Bool {
        switch (a.value, b.value) {
        case (.string(let x), .string(let y)), (.string(let x), .markup(let y)),
            (.markup(let x), .string(let y)), (.markup(let x), .markup(let y)):
            return sameText(x, y)
        case (.none, .none), (.undefined, .undefined): return true
        case (.tuple(let x), .tuple(let y)):
            return x.items.count == y.items.count && zip(x.items, y.items).allSatisfy { DictKey($0) == DictKey($1) }
        case (.object(let x), .object(let y)) where x === y: return true
        default:
            guard let x = Number(a.value), let y = Number(b.value) else { return false }
            return x == y
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self.value {
        case .string(let text), .markup(let text): hasher.combine(text)
        case .bool(let truth): hasher.combine(truth ? 1 : 0)
        case .int(let number): hasher.combine(number)
        case .double(let number):
            if let whole = Int(exactly: number) {
                hasher.combine(whole)
            } else if number.isFinite, number.rounded() == number {
                hasher.combine(BigInteger(truncating: number))
            } else {
                hasher.combine(number)
            }
        case .tuple(let tuple): for item in tuple.items { DictKey(item).hash(into: &hasher) }
        case .object(let object):
            if let big = object as? BigIntegerValue { return hasher.combine(big.number) }
            hasher.combine(ObjectIdentifier(object))
        default: hasher.combine(0)
        }
    }

    /// The key, or an error for a kind that Python cannot hash, or for a tuple of more than 10,000 parts.
    static func checked(_ value: Value) throws(JinjaError) -> Value {
        switch value {
        case .string, .int: return value
        default:
            var parts = 10_000
            try self.check(value, &parts, depth: 0)
            return value
        }
    }

    private static func check(_ value: Value, _ parts: inout Int, depth: Int) throws(JinjaError) {
        switch value {
        case .list, .dict: throw JinjaError(.type, "A \(value.typeName) cannot be a dictionary key")
        case .undefined(let undefined): if undefined.isStrict { throw undefined.error }
        case .tuple(let tuple):
            parts -= tuple.items.count
            guard depth < 50, parts > 0 else { throw JinjaError(.limit, "A tuple used as key is too large") }
            for item in tuple.items { try self.check(item, &parts, depth: depth + 1) }
        default: break
        }
    }
}

/// Whether two texts are the same characters; unlike `==` it tells composed from decomposed letters.
@inline(__always)
func sameText(_ a: String, _ b: String) -> Bool {
    a == b && a.utf8.count == b.utf8.count
}
