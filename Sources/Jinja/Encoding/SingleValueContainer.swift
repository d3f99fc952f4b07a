/// One value alone.
struct SingleValueContainer: SingleValueEncodingContainer {
    let slot: EncodedSlot
    let codingPath: [any CodingKey]

    func encodeNil() throws { self.slot.value = .none }
    func encode(_ value: Bool) throws { self.slot.value = .bool(value) }
    func encode(_ value: String) throws { self.slot.value = .string(value) }
    func encode(_ value: Double) throws { self.slot.value = .double(value) }
    func encode(_ value: Float) throws { self.slot.value = .double(Double(value)) }
    func encode(_ value: Int) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: Int8) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: Int16) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: Int32) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: Int64) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: UInt) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: UInt8) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: UInt16) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: UInt32) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode(_ value: UInt64) throws { self.slot.value = ValueEncoder.whole(value) }
    func encode<T: Encodable>(_ value: T) throws {
        // A wrapper around a wrapper adds no key, so its depth is counted by one here.
        self.slot.value = try ValueEncoder.value(of: value, at: self.codingPath + [PlainKey(stringValue: "value")])
    }
}
