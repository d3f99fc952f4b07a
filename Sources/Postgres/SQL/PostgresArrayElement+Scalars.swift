public import Foundation

extension UInt8: PostgresEncodable, PostgresArrayElement {
    /// smallint
    public static var postgresType: PostgresType { .int2 }
    /// As smallint.
    public var postgresValue: PostgresValue { .text(String(self), as: .int2) }
    /// Bytes are a bytea, not an array.
    public static var postgresArrayType: PostgresType { .bytea }
    /// The bytes as bytea.
    public static func postgresArray(_ elements: [UInt8]) -> PostgresValue { .binary(elements, as: .bytea) }
    /// As smallint[].
    public static func postgresArray(nullable elements: [UInt8?]) -> PostgresValue {
        Int16.postgresArray(nullable: elements.map { $0.map(Int16.init) })
    }
}

extension String: PostgresArrayElement {
    /// Untyped, as a single string is; write `\(names)::text[]` where nothing tells the type.
    public static var postgresArrayType: PostgresType { .unknown }
}

extension Bool: PostgresArrayElement {
    /// boolean[]
    public static var postgresArrayType: PostgresType { .boolArray }
}

extension Int: PostgresArrayElement {
    /// bigint[]
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int64: PostgresArrayElement {
    /// bigint[]
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int32: PostgresArrayElement {
    /// integer[]
    public static var postgresArrayType: PostgresType { .int4Array }
}

extension Int16: PostgresArrayElement {
    /// smallint[]
    public static var postgresArrayType: PostgresType { .int2Array }
}

extension Double: PostgresArrayElement {
    /// double precision[]
    public static var postgresArrayType: PostgresType { .float8Array }
}

extension Decimal: PostgresArrayElement {
    /// numeric[]
    public static var postgresArrayType: PostgresType { .numericArray }
}

extension UUID: PostgresArrayElement {
    /// uuid[]
    public static var postgresArrayType: PostgresType { .uuidArray }

    /// In the binary form, since lists of ids are long: dimensions, whether there are NULLs, the type, how many, from which
    /// index on, and each with its length.
    public static func postgresArray(_ elements: [UUID]) -> PostgresValue {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + 20 * elements.count)
        func append(_ number: Int32) { withUnsafeBytes(of: number.bigEndian) { bytes += $0 } }
        for number in [elements.isEmpty ? 0 : 1, 0, Int32(PostgresType.uuid.oid)] as [Int32] { append(number) }
        if !elements.isEmpty {
            append(Int32(elements.count))
            append(1)
        }
        for element in elements {
            append(16)
            withUnsafeBytes(of: element.uuid) { bytes += $0 }
        }
        return .binary(bytes, as: .uuidArray)
    }
}

extension Date: PostgresArrayElement {
    /// timestamptz[]
    public static var postgresArrayType: PostgresType { .timestamptzArray }
}

extension Data: PostgresArrayElement {
    /// bytea[]
    public static var postgresArrayType: PostgresType { .byteaArray }
}

extension JSONText: PostgresArrayElement {
    /// jsonb[]
    public static var postgresArrayType: PostgresType { .jsonbArray }
}
