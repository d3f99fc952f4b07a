/// A parameter ready to be sent: its bytes, how they are written, and its type.
public struct PostgresValue: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case null
        case text(String)
        case binary([UInt8])
    }

    let content: Content
    let type: PostgresType

    /// NULL of a type.
    public static func null(as type: PostgresType = .unknown) -> PostgresValue {
        PostgresValue(content: .null, type: type)
    }

    /// A value in the text form that psql would show.
    public static func text(_ text: String, as type: PostgresType = .unknown) -> PostgresValue {
        PostgresValue(content: .text(text), type: type)
    }

    /// A value in PostgreSQL's binary form, which needs its type.
    public static func binary(_ bytes: [UInt8], as type: PostgresType) -> PostgresValue {
        PostgresValue(content: .binary(bytes), type: type)
    }

    /// The text form; nil for NULL, and for a binary form that is not known here.
    var shownText: String? {
        switch content {
        case .null: nil
        case .text(let text): text
        case .binary(let bytes): bytes.withUnsafeBufferPointer { BinaryText.text(of: $0, type: type) }
        }
    }
}
