/// The name of an object with its value.
public struct SNMPRow: Sendable, Hashable {
    /// The name.
    public let oid: OID
    /// The value.
    public let value: SNMPValue

    /// A name and a value.
    public init(_ oid: OID, _ value: SNMPValue) {
        self.oid = oid
        self.value = value
    }
}
