/// A type that can be read from a column.
///
/// An id or an enum conforms by one initialiser; a type that is `RawRepresentable` over such a type needs only the conformance.
public protocol PostgresDecodable {
    /// Reads the text form that psql would show (bytea as hex, timestamps in UTC); nil when it is not one of these values.
    init?(postgresText: String)
    /// What NULL means; nil (the default) makes it an error.
    static var postgresNull: Self? { get }
}

extension PostgresDecodable {
    /// NULL is an error.
    public static var postgresNull: Self? { nil }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value.
    public init?(postgresText: String) {
        guard let raw = RawValue(postgresText: postgresText) else { return nil }
        self.init(rawValue: raw)
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the wrapped value; what is neither NULL nor such a value is an error.
    public init?(postgresText: String) {
        guard let value = Wrapped(postgresText: postgresText) else { return nil }
        self = .some(value)
    }

    /// NULL is nil.
    public static var postgresNull: Wrapped?? { .some(.none) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement & PostgresDecodable {
    /// Reads an array without NULLs, or a bytea when the elements are bytes.
    public init?(postgresText: String) {
        if Element.self == UInt8.self {
            guard let bytes = HexText.bytes(postgresText) as? [Element] else { return nil }
            self = bytes
            return
        }
        guard let texts = PostgresArrayText.elements(of: postgresText) else { return nil }
        var values: [Element] = []
        for text in texts {
            guard let value = text.map(Element.init(postgresText:)) ?? Element.postgresNull else { return nil }
            values.append(value)
        }
        self = values
    }
}
