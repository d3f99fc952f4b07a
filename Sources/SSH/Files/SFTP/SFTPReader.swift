/// Takes the body of an SFTP packet apart; what it promises and does not hold is a breach of the protocol.
struct SFTPReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.rest = bytes[...] }

    var isEmpty: Bool { self.rest.isEmpty }

    mutating func byte() throws(SFTPBreach) -> UInt8 {
        guard let byte = self.rest.popFirst() else { throw SFTPBreach("a packet ends too early") }
        return byte
    }

    mutating func number() throws(SFTPBreach) -> UInt32 {
        try self.take(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func long() throws(SFTPBreach) -> UInt64 {
        try self.take(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func string() throws(SFTPBreach) -> [UInt8] {
        let length = try self.number()
        return Array(try self.take(Int(length)))
    }

    /// Everything that is left.
    mutating func remainder() -> [UInt8] {
        defer { self.rest = [] }
        return Array(self.rest)
    }

    /// Attributes as in section 5; extended ones are passed over.
    mutating func attributes() throws(SFTPBreach) -> RemoteAttributes {
        let flags = try self.number()
        var value = RemoteAttributes()
        if flags & 1 != 0 { value.size = try self.long() }
        if flags & 2 != 0 { (value.user, value.group) = (try self.number(), try self.number()) }
        if flags & 4 != 0 { value.mode = try self.number() }
        if flags & 8 != 0 { (value.accessed, value.modified) = (try self.number(), try self.number()) }
        if flags & 0x8000_0000 != 0 {
            // Each pair takes bytes of the packet, so a false count ends with it.
            for _ in 0..<(try self.number()) {
                _ = try self.string()
                _ = try self.string()
            }
        }
        return value
    }

    private mutating func take(_ count: Int) throws(SFTPBreach) -> ArraySlice<UInt8> {
        guard count <= self.rest.count else { throw SFTPBreach("a packet ends too early") }
        defer { self.rest = self.rest.dropFirst(count) }
        return self.rest.prefix(count)
    }
}

/// How the server broke the protocol.
struct SFTPBreach: Error {
    let cause: String

    init(_ cause: String) { self.cause = cause }
}
