/// An answer with its whole body; what it holds is untrusted.
public struct HTTPResponse: Sendable {
    /// Status and fields.
    public let head: HTTPResponseHead
    /// The body, decompressed.
    public let body: [UInt8]

    /// The status, such as 200.
    public var status: Int { self.head.status }

    /// The body as text, with invalid UTF-8 replaced.
    public var text: String { String(decoding: self.body, as: UTF8.self) }
}

/// Status and header fields of an answer; untrusted.
public struct HTTPResponseHead: Sendable {
    /// The status, such as 200.
    public let status: Int
    /// The fields.
    public let headers: HTTPHeaders
    /// The version that was spoken.
    public let version: HTTPVersion
    /// The URL that answered, after redirects.
    public let url: HTTPURL
    /// The numeric address that answered, or the proxy's.
    public let remoteAddress: String
    /// Whether an open connection was used again.
    public let isReused: Bool
    /// How long each stage took.
    public let timings: HTTPTimings

    /// Whether the status is one of success.
    public var isSuccess: Bool { (200..<300).contains(self.status) }
}

/// The versions of HTTP.
public enum HTTPVersion: String, Sendable, Hashable {
    case http1_0 = "HTTP/1.0"
    case http1_1 = "HTTP/1.1"
    case http2 = "HTTP/2"
}
