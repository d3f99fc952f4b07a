/// A type that can be read from a column.
///
/// An id or an enum conforms by one initialiser; a type that is `RawRepresentable` over such a type needs only the conformance.
public protocol PostgresDecodable {
    /// Reads the text form that psql would show (bytea as hex, timestamps in UTC); nil when it is not one of these values.
    init?(postgresText: String)
    /// Reads the value as it arrived; the default makes its text and reads that. Nil when it is not one of these values.
    init?(postgresField: PostgresField)
    /// What NULL means; nil (the default) makes it an error.
    static var postgresNull: Self? { get }
}

extension PostgresDecodable {
    /// Reads the text of the value, also that of a binary form.
    @inlinable
    public init?(postgresField: PostgresField) {
        guard let text = postgresField.text else { return nil }
        self.init(postgresText: text)
    }

    /// NULL is an error.
    @inlinable
    public static var postgresNull: Self? { nil }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value.
    @inlinable
    public init?(postgresText: String) {
        guard let raw = RawValue(postgresText: postgresText) else { return nil }
        self.init(rawValue: raw)
    }

    /// Reads the raw value.
    @inlinable
    public init?(postgresField: PostgresField) {
        guard let raw = RawValue(postgresField: postgresField) else { return nil }
        self.init(rawValue: raw)
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the wrapped value; what is neither NULL nor such a value is an error.
    @inlinable
    public init?(postgresText: String) {
        guard let value = Wrapped(postgresText: postgresText) else { return nil }
        self = .some(value)
    }

    /// Reads the wrapped value; what is neither NULL nor such a value is an error.
    @inlinable
    public init?(postgresField: PostgresField) {
        guard let value = Wrapped(postgresField: postgresField) else { return nil }
        self = .some(value)
    }

    /// NULL is nil.
    @inlinable
    public static var postgresNull: Wrapped?? { .some(.none) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement & PostgresDecodable {
    /// Reads an array, or a bytea when the elements are bytes; elements that may be NULL are optionals.
    public init?(postgresText: String) {
        self.init(postgresField: PostgresField(text: postgresText))
    }

    /// Reads an array, or a bytea when the elements are bytes; elements that may be NULL are optionals.
    public init?(postgresField field: PostgresField) {
        if Element.self == UInt8.self {
            guard let bytes = field.byteString as? [Element] else { return nil }
            self = bytes
            return
        }
        guard let elements = field.elements else { return nil }
        var values: [Element] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            guard let value = element.map(Element.init(postgresField:)) ?? Element.postgresNull else { return nil }
            values.append(value)
        }
        self = values
    }
}
