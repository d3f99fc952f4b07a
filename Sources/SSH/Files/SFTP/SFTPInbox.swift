/// Cuts the server's bytes into packets; it never holds more than one packet and one read.
struct SFTPInbox {
    /// The largest packet, the same bound as OpenSSH's.
    static let largestPacket = 256 << 10
    private var bytes: [UInt8] = []
    private var start = 0

    /// How many bytes are held.
    var count: Int { self.bytes.count - self.start }

    mutating func append(_ more: [UInt8]) {
        if self.start > 0 {
            self.bytes.removeSubrange(..<self.start)
            self.start = 0
        }
        self.bytes += more
    }

    /// The next whole packet without its length; nil when more has to arrive.
    mutating func next() throws(SFTPBreach) -> [UInt8]? {
        guard self.count >= 4 else { return nil }
        let length = self.bytes[self.start..<self.start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= Self.largestPacket else { throw SFTPBreach("a packet of \(length) bytes") }
        guard self.count >= 4 + length else { return nil }
        defer { self.start += 4 + length }
        return Array(self.bytes[self.start + 4..<self.start + 4 + length])
    }
}
