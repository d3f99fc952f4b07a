/// What a request carries.
public enum HTTPBody: Sendable {
    /// Nothing.
    case none
    /// Bytes in memory.
    case bytes([UInt8])
    /// Bytes that come piece by piece; without a length they are sent in chunks (RFC 9112 section 7.1).
    case stream(length: Int?, any HTTPBodySource)

    /// The text's UTF-8.
    public static func text(_ text: String) -> HTTPBody { .bytes(Array(text.utf8)) }

    /// Whether it can be sent once more.
    var isRepeatable: Bool {
        switch self {
        case .none, .bytes: true
        case .stream: false
        }
    }
}

/// Where the pieces of a streamed body come from; the next one is asked for when there is room for it.
public protocol HTTPBodySource: Sendable {
    /// The next piece, nil at the end; an error ends the transfer with `.bodySource`.
    nonisolated(nonsending) func next() async throws -> [UInt8]?
}
