/// Text that must not be printed: it shows as `•••`, cannot be encoded, and its bytes are wiped after use.
public struct Secret: Sendable, Equatable {
    let storage: SecretBytes

    /// Wraps text; the caller's own copy of it is not wiped.
    public init(_ text: String) {
        storage = SecretBytes(Array(text.utf8))
    }

    /// Wraps raw bytes, such as a key.
    public init(bytes: some Collection<UInt8>) {
        storage = SecretBytes(bytes)
    }

    /// Length in bytes of UTF-8.
    public var byteCount: Int { storage.count }

    /// True for the empty text.
    public var isEmpty: Bool { storage.count == 0 }

    /// The text in the clear, for the one place that needs it; invalid UTF-8 is repaired with U+FFFD.
    public func reveal() -> String {
        withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the text as a NUL-terminated C string; the pointer is valid only inside `body`.
    public func withUnsafeText<R, E: Error>(_ body: (UnsafePointer<CChar>) throws(E) -> R) throws(E) -> R {
        try storage.withTerminatedBytes { bytes throws(E) in
            // The buffer holds at least the NUL byte, so binding it whole never meets an empty buffer.
            let text = bytes.bindMemory(to: CChar.self)
            guard let start = text.baseAddress else { preconditionFailure("a secret's buffer is never empty") }
            return try body(start)
        }
    }

    /// Lends the bytes without the NUL; the pointer is valid only inside `body`.
    public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try storage.withBytes(body)
    }

    /// Compares in constant time; only the lengths can be told from the time it takes.
    public static func == (one: Secret, other: Secret) -> Bool {
        one.withUnsafeBytes { left in other.withUnsafeBytes { right in ConstantTime.equal(left, right) } }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `•••`, whatever the length.
    public var description: String { "•••" }
    /// Always `•••`, so that `dump`, `po` and string interpolation of an enclosing value show nothing.
    public var debugDescription: String { "•••" }
    /// A mirror without children: reflection does not reach the bytes.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension Secret: Decodable {
    /// Reads a string from a request or a file; there is no way back out through `Encodable`.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }
}
