public import Foundation

/// A scalar that can be an element of an array parameter.
public protocol PostgresArrayElement {
    /// The type of the array.
    static var postgresArrayType: PostgresType { get }
    /// The array as a parameter.
    static func postgresArray(_ elements: [Self]) -> PostgresValue
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The type of the array.
    public static var postgresType: PostgresType { Element.postgresArrayType }
    /// The array as one parameter, for `= ANY(…)` and `unnest(…)`.
    public var postgresValue: PostgresValue { Element.postgresArray(self) }
}

extension UInt8: PostgresArrayElement {
    /// Bytes are a bytea, not an array.
    public static var postgresArrayType: PostgresType { .bytea }
    /// The bytes as bytea.
    public static func postgresArray(_ elements: [UInt8]) -> PostgresValue { .binary(elements, as: .bytea) }
}

extension String: PostgresArrayElement {
    /// Untyped, as a single string is; write `\(names)::text[]` where nothing tells the type.
    public static var postgresArrayType: PostgresType { .unknown }
    /// Each element quoted, so that commas, braces, quotes and the word NULL are just text.
    public static func postgresArray(_ elements: [String]) -> PostgresValue {
        .text("{" + elements.map(PostgresArrayText.quoted).joined(separator: ",") + "}")
    }
}

extension UUID: PostgresArrayElement {
    /// uuid[]
    public static var postgresArrayType: PostgresType { .uuidArray }
    /// As uuid[].
    public static func postgresArray(_ elements: [UUID]) -> PostgresValue {
        .text("{" + elements.map(\.uuidString).joined(separator: ",") + "}", as: .uuidArray)
    }
}

extension Int: PostgresArrayElement {
    /// bigint[]
    public static var postgresArrayType: PostgresType { .int8Array }
    /// As bigint[].
    public static func postgresArray(_ elements: [Int]) -> PostgresValue {
        .text("{" + elements.map(String.init).joined(separator: ",") + "}", as: .int8Array)
    }
}

extension Int64: PostgresArrayElement {
    /// bigint[]
    public static var postgresArrayType: PostgresType { .int8Array }
    /// As bigint[].
    public static func postgresArray(_ elements: [Int64]) -> PostgresValue {
        .text("{" + elements.map { String($0) }.joined(separator: ",") + "}", as: .int8Array)
    }
}
