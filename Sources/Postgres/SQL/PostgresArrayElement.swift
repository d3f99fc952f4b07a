/// A scalar that can be an element of an array parameter.
public protocol PostgresArrayElement {
    /// The type of the array.
    static var postgresArrayType: PostgresType { get }
    /// The array as a parameter.
    static func postgresArray(_ elements: [Self]) -> PostgresValue
    /// The array as a parameter, nil being NULL.
    static func postgresArray(nullable elements: [Self?]) -> PostgresValue
}

extension PostgresArrayElement where Self: PostgresEncodable {
    /// Each element as its text, quoted where it has to be.
    public static func postgresArray(_ elements: [Self]) -> PostgresValue {
        postgresArray(texts: elements.map(\.postgresValue.shownText), as: postgresArrayType)
    }

    /// Each element as its text, quoted where it has to be, and NULL for nil.
    public static func postgresArray(nullable elements: [Self?]) -> PostgresValue {
        postgresArray(texts: elements.map { $0?.postgresValue.shownText }, as: postgresArrayType)
    }

    fileprivate static func postgresArray(texts: [String?], as type: PostgresType) -> PostgresValue {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for text in texts {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            guard let text else {
                bytes += "NULL".utf8
                continue
            }
            let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
            if isPlain, !text.isEmpty {
                bytes += text.utf8
            } else {
                PostgresArrayText.appendQuoted(text.utf8, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "}"))
        return .text(String(decoding: bytes, as: UTF8.self), as: type)
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The type of the array.
    public static var postgresType: PostgresType { Element.postgresArrayType }
    /// The array as one parameter, for `= ANY(…)` and `unnest(…)`.
    public var postgresValue: PostgresValue { Element.postgresArray(self) }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement & PostgresEncodable {
    /// The type of the array; bytes that may be NULL are smallint[].
    public static var postgresArrayType: PostgresType {
        Wrapped.self == UInt8.self ? .int2Array : Wrapped.postgresArrayType
    }

    /// As an array with NULLs.
    public static func postgresArray(_ elements: [Wrapped?]) -> PostgresValue {
        Wrapped.postgresArray(nullable: elements)
    }

    /// As an array with NULLs; both kinds of nil are NULL.
    public static func postgresArray(nullable elements: [Wrapped??]) -> PostgresValue {
        Wrapped.postgresArray(nullable: elements.map { $0 ?? nil })
    }
}
