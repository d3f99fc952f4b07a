/// How messages are told apart on the channel (RFC 6242 sections 4.2 and 4.3).
enum Framing: Hashable {
    /// `]]>]]>` behind each; for hello, and for servers without base:1.1.
    case endOfMessage
    /// Chunks with their sizes in front.
    case chunked

    static let delimiter = Array("]]>]]>".utf8)

    /// A message as it goes out; `chunk` is the largest chunk in bytes.
    ///
    /// With the delimiter the message must not hold it; whoever makes messages escapes it.
    func encoded(_ message: [UInt8], chunk: Int = 1 << 16) -> [UInt8] {
        switch self {
        case .endOfMessage: return message + Self.delimiter
        case .chunked:
            var encoded: [UInt8] = []
            encoded.reserveCapacity(message.count + 64)
            var start = 0
            while start < message.count {
                let end = min(start + max(chunk, 1), message.count)
                encoded += "\n#\(end - start)\n".utf8
                encoded += message[start..<end]
                start = end
            }
            return encoded + "\n##\n".utf8
        }
    }
}
