/// The items of an array.
struct ListValueContainer: UnkeyedEncodingContainer {
    let list: ListValue
    let codingPath: [any CodingKey]

    var count: Int { self.list.items.count }
    private var path: [any CodingKey] { self.codingPath + [PlainKey(intValue: self.count)] }

    func encodeNil() throws { self.list.items.append(.none) }
    func encode(_ value: Bool) throws { self.list.items.append(.bool(value)) }
    func encode(_ value: String) throws { self.list.items.append(.string(value)) }
    func encode(_ value: Double) throws { self.list.items.append(.double(value)) }
    func encode(_ value: Float) throws { self.list.items.append(.double(Double(value))) }
    func encode(_ value: Int) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: Int8) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: Int16) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: Int32) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: Int64) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: UInt) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: UInt8) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: UInt16) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: UInt32) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode(_ value: UInt64) throws { self.list.items.append(ValueEncoder.whole(value)) }
    func encode<T: Encodable>(_ value: T) throws {
        self.list.items.append(try ValueEncoder.value(of: value, at: self.path))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
        let inner = DictValue(isFrozen: true)
        let container = KeyedValueContainer<Nested>(dict: inner, codingPath: self.path)
        self.list.items.append(.dict(inner))
        return KeyedEncodingContainer(container)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let inner = ListValue([], isFrozen: true)
        let container = ListValueContainer(list: inner, codingPath: self.path)
        self.list.items.append(.list(inner))
        return container
    }

    func superEncoder() -> any Encoder {
        let inner = DictValue(isFrozen: true)
        let slot = EncodedSlot()
        slot.value = .dict(inner)
        let encoder = ValueEncoder(slot: slot, codingPath: self.path)
        self.list.items.append(.dict(inner))
        return encoder
    }
}
