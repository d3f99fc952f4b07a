/// A type whose values can be interpolated into SQL.
///
/// An id or an enum conforms by one line: `var postgresValue: PostgresValue { rawValue.postgresValue }`; a type that is
/// already `RawRepresentable` over such a type needs only the conformance.
public protocol PostgresEncodable {
    /// The type that nil is sent with; `.unknown` (the default) lets the server infer it.
    static var postgresType: PostgresType { get }
    /// The value as a parameter.
    var postgresValue: PostgresValue { get }
}

extension PostgresEncodable {
    /// The server infers it.
    public static var postgresType: PostgresType { .unknown }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The type of the raw value.
    public static var postgresType: PostgresType { RawValue.postgresType }
    /// The raw value as a parameter.
    public var postgresValue: PostgresValue { rawValue.postgresValue }
}
