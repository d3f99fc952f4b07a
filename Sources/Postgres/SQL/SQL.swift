/// A statement, or a fragment of one: literal text of the program, and values that travel apart from it.
///
/// Literals are `StaticString`, so text from outside cannot become SQL. A first line `-- Type.method` names the
/// statement in errors and in the server's own log.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Part: Sendable {
        case text(StaticString)
        case value(PostgresValue)
    }

    let parts: [Part]
    /// Whether the server is asked for the binary form of the values.
    private(set) var wantsBinary = false

    init(parts: [Part]) {
        self.parts = parts
    }

    /// The same statement with its rows in binary form: pays for many rows of bytea, timestamps or inet.
    ///
    /// Every type of this module reads both forms. A type whose binary form is not known here is then undecodable; cast it to text.
    public var inBinary: SQL {
        var copy = self
        copy.wantsBinary = true
        return copy
    }

    /// A statement without values.
    public init(stringLiteral text: StaticString) {
        parts = [.text(text)]
    }

    /// A statement with its values.
    public init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    /// Puts fragments one after the other, for example conditions with «AND» between them; nothing for no fragments.
    public static func join(_ fragments: [SQL], separator: StaticString) -> SQL {
        var parts: [Part] = []
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { parts.append(.text(separator)) }
            parts += fragment.parts
        }
        return SQL(parts: parts)
    }

    /// Collects the parts of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        /// Makes an empty collection.
        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Text of the program.
        public mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { parts.append(.text(literal)) }
        }

        /// A value: becomes `$n`.
        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            parts.append(.value(value.postgresValue))
        }

        /// A value, or NULL of its type for nil.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            parts.append(.value(value?.postgresValue ?? .null(as: Value.postgresType)))
        }

        /// Another fragment with its own values.
        public mutating func appendInterpolation(_ fragment: SQL) {
            parts += fragment.parts
        }

        /// Text of the program that is chosen at run time, such as a column to sort by.
        public mutating func appendInterpolation(raw text: StaticString) {
            parts.append(.text(text))
        }
    }
}
