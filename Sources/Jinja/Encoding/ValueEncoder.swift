extension Value {
    /// The value of anything encodable: property names stay as they are, and a nil property becomes none.
    /// Types whose `Encodable` form is not what a page shows (dates, URLs) are better given as text.
    public init(encoding value: some Encodable) throws(JinjaError) {
        let slot = EncodedSlot()
        do {
            try value.encode(to: ValueEncoder(slot: slot, codingPath: []))
        } catch let error as JinjaError {
            throw error
        } catch {
            throw JinjaError(.value, "A \(type(of: value)) cannot be turned into a value for templates")
        }
        self = slot.value
    }
}

/// Where an encoder leaves its result.
final class EncodedSlot {
    var value: Value = .none
}

/// Encodes into `Value`.
struct ValueEncoder: Encoder {
    let slot: EncodedSlot
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        // A class encodes its own members into the container of its superclass.
        let dict: DictValue
        if case .dict(let known) = self.slot.value { dict = known } else { dict = DictValue(isFrozen: true) }
        self.slot.value = .dict(dict)
        return KeyedEncodingContainer(KeyedValueContainer(dict: dict, codingPath: self.codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        let list = ListValue([], isFrozen: true)
        self.slot.value = .list(list)
        return ListValueContainer(list: list, codingPath: self.codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleValueContainer(slot: self.slot, codingPath: self.codingPath)
    }

    /// The value of a member; nesting is bounded, because printing and comparing use the stack.
    static func value(of member: some Encodable, at path: [any CodingKey]) throws -> Value {
        guard path.count < 100 else { throw JinjaError(.limit, "A value for a template is nested too deeply") }
        switch member {
        case let text as String: return .string(text)
        case let number as Int: return .int(number)
        case let truth as Bool: return .bool(truth)
        case let number as Double: return .double(number)
        default:
            let slot = EncodedSlot()
            try member.encode(to: ValueEncoder(slot: slot, codingPath: path))
            return slot.value
        }
    }

    static func whole(_ number: some BinaryInteger) -> Value {
        Int(exactly: number).map(Value.int) ?? .whole(BigInteger(number))
    }
}

/// A key that is only a name or a position.
struct PlainKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        self.intValue = nil
    }

    init(intValue: Int) {
        self.stringValue = String(intValue)
        self.intValue = intValue
    }
}
