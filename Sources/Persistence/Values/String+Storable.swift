import Domain

extension String {
    /// The text without the one character that PostgreSQL cannot store; what a device says must never stop its record.
    var storable: String {
        utf8.contains(0)
            ? String(String.UnicodeScalarView(unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 })) : self
    }
}

extension JSONValue {
    /// The document with every string and key made storable.
    var storable: JSONValue {
        switch self {
        case .null, .bool, .integer, .number: self
        case .string(let text): .string(text.storable)
        case .array(let values): .array(values.map(\.storable))
        case .object(let members):
            .object(
                Dictionary(
                    members.map { ($0.key.storable, $0.value.storable) }, uniquingKeysWith: { first, _ in first }))
        }
    }
}
