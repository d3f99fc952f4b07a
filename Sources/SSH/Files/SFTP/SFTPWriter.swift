/// Builds the body of an SFTP request (draft-ietf-secsh-filexfer-02 section 4): numbers are big-endian, text has its length.
struct SFTPWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { self.bytes.append(value) }

    mutating func number(_ value: UInt32) {
        for shift: UInt32 in [24, 16, 8, 0] { self.bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func long(_ value: UInt64) {
        self.number(UInt32(truncatingIfNeeded: value >> 32))
        self.number(UInt32(truncatingIfNeeded: value))
    }

    mutating func string(_ value: some Collection<UInt8>) {
        self.number(UInt32(value.count))
        self.bytes.append(contentsOf: value)
    }

    mutating func string(_ value: String) { self.string(Array(value.utf8)) }

    /// Attributes as in section 5; user and group, and both times, go in pairs.
    mutating func attributes(_ value: RemoteAttributes) {
        let owner = value.user.flatMap { user in value.group.map { (user, $0) } }
        let times = value.modified.map { (value.accessed ?? $0, $0) }
        self.number(
            (value.size == nil ? 0 : 1) | (owner == nil ? 0 : 2) | (value.mode == nil ? 0 : 4) | (times == nil ? 0 : 8))
        if let size = value.size { self.long(size) }
        if let owner {
            self.number(owner.0)
            self.number(owner.1)
        }
        if let mode = value.mode { self.number(mode) }
        if let times {
            self.number(times.0)
            self.number(times.1)
        }
    }
}
