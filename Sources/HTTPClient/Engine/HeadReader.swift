/// Puts a response's head together, line by line as libcurl gives it.
struct HeadReader {
    /// All lines together; a device or an API needs a fraction of it.
    static let limit = 256 * 1024

    private(set) var status = 0
    private(set) var version = HTTPVersion.http1_1
    private(set) var headers = HTTPHeaders()
    private(set) var isComplete = false
    private var size = 0

    enum Problem: Error {
        case tooLarge, malformed
    }

    /// Takes one line with its end; gives true when it completes the head of the final answer.
    mutating func take(_ line: UnsafeRawBufferPointer) throws(Problem) -> Bool {
        self.size += line.count
        guard self.size <= Self.limit else { throw .tooLarge }
        // What follows the body are trailers, which nobody asked for.
        if self.isComplete { return false }
        var end = line.count
        while end > 0, line[end - 1] == 0x0D || line[end - 1] == 0x0A { end -= 1 }
        let bytes = line[..<end]
        if bytes.isEmpty {
            // An interim answer such as 100 is followed by another (RFC 9110 section 15.2).
            self.isComplete = self.status >= 200
            return self.isComplete
        }
        if bytes.starts(with: "HTTP/".utf8) { return try self.begin(String(decoding: bytes, as: UTF8.self)) }
        // A folded line belongs to the one before it (RFC 9112 section 5.2); nothing we read uses that.
        if bytes[0] == 0x20 || bytes[0] == 0x09 { return false }
        guard let colon = bytes.firstIndex(of: 0x3A) else { return false }
        self.headers.add(
            String(decoding: bytes[..<colon], as: UTF8.self), Self.trimmed(bytes[(colon + 1)...]))
        return false
    }

    private mutating func begin(_ line: String) throws(Problem) -> Bool {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, let status = Int(words[1]), (100...999).contains(status) else { throw .malformed }
        self.status = status
        self.version = HTTPVersion(rawValue: String(words[0])) ?? .http1_1
        self.headers = HTTPHeaders()
        return false
    }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
