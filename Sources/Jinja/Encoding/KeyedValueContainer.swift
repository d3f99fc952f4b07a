/// The members of a struct, class or dictionary.
struct KeyedValueContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let dict: DictValue
    let codingPath: [any CodingKey]

    private func put(_ value: Value, _ key: Key) {
        self.dict.set(.string(key.stringValue), value)
    }

    func encodeNil(forKey key: Key) throws { self.put(.none, key) }
    func encode(_ value: Bool, forKey key: Key) throws { self.put(.bool(value), key) }
    func encode(_ value: String, forKey key: Key) throws { self.put(.string(value), key) }
    func encode(_ value: Double, forKey key: Key) throws { self.put(.double(value), key) }
    func encode(_ value: Float, forKey key: Key) throws { self.put(.double(Double(value)), key) }
    func encode(_ value: Int, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: Int8, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: Int16, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: Int32, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: Int64, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: UInt, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: UInt8, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: UInt16, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: UInt32, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode(_ value: UInt64, forKey key: Key) throws { self.put(ValueEncoder.whole(value), key) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        self.put(try ValueEncoder.value(of: value, at: self.codingPath + [key]), key)
    }

    // Synthesised conformances call these for optional properties; by default nil would leave the name undefined.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: String?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try self.optional(value, key) }
    func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws { try self.optional(value, key) }

    private func optional<T: Encodable>(_ value: T?, _ key: Key) throws {
        guard let value else { return self.put(.none, key) }
        try self.encode(value, forKey: key)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        let inner = DictValue(isFrozen: true)
        self.put(.dict(inner), key)
        return KeyedEncodingContainer(KeyedValueContainer<Nested>(dict: inner, codingPath: self.codingPath + [key]))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let inner = ListValue([], isFrozen: true)
        self.put(.list(inner), key)
        return ListValueContainer(list: inner, codingPath: self.codingPath + [key])
    }

    /// A superclass writes its members beside those of its subclass.
    func superEncoder() -> any Encoder {
        let slot = EncodedSlot()
        slot.value = .dict(self.dict)
        return ValueEncoder(slot: slot, codingPath: self.codingPath)
    }

    func superEncoder(forKey key: Key) -> any Encoder { self.superEncoder() }
}
