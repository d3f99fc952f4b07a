/// A value as the server sent it, not NULL: its bytes, whether they are text or binary, and its type.
public struct PostgresField {
    /// The column's type; `.unknown` for a value that was only ever text.
    public let type: PostgresType
    /// Whether the bytes are in the type's binary form rather than text.
    public let isBinary: Bool
    /// Keeps the memory alive that `bytes` points into.
    private let owner: AnyObject
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>, of owner: AnyObject, type: PostgresType, isBinary: Bool) {
        self.bytes = bytes
        self.owner = owner
        self.type = type
        self.isBinary = isBinary
    }

    /// A value given as the text that psql would show.
    public init(text: String) {
        self.init(text: Array(text.utf8), type: .unknown)
    }

    init(text: [UInt8], type: PostgresType) {
        let copy = FieldBytes(text)
        self.init(copy.bytes, of: copy, type: type, isBinary: false)
    }

    /// A value inside this one, for example an element of an array.
    func part(_ bytes: UnsafeBufferPointer<UInt8>, type: PostgresType) -> PostgresField {
        PostgresField(bytes, of: owner, type: type, isBinary: isBinary)
    }

    /// What psql would show (bytea as hex, timestamps in UTC); nil for the binary form of a type that is not known here.
    public var text: String? {
        withExtendedLifetime(owner) {
            isBinary ? BinaryText.text(of: bytes, type: type) : String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Reads the value by the reader of its form; a binary form that `binary` does not read is tried as text.
    func read<T>(
        text: (UnsafeBufferPointer<UInt8>) -> T?, binary: (UnsafeBufferPointer<UInt8>, PostgresType) -> T?
    ) -> T? {
        withExtendedLifetime(owner) {
            guard isBinary else { return text(bytes) }
            if let value = binary(bytes, type) { return value }
            guard var shown = BinaryText.text(of: bytes, type: type) else { return nil }
            return shown.withUTF8(text)
        }
    }
}

/// Owner of bytes that did not come from libpq.
private final class FieldBytes {
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ source: [UInt8]) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.count)
        _ = copy.initialize(from: source)
        bytes = UnsafeBufferPointer(copy)
    }

    deinit { bytes.deallocate() }
}
