/// A message of SNMPv3 with the user-based security model (RFC 3412 section 6, RFC 3414 section 2.4), still sealed.
struct UserMessage {
    var id: Int32
    var hasProof = false
    var isEncrypted = false
    var isReportable = false
    var engine: [UInt8] = []
    var boots: Int32 = 0
    var time: Int32 = 0
    var user: [UInt8] = []
    var digest: [UInt8] = []
    /// Where the digest stands in the message that was read.
    private(set) var digestPlace = 0
    var salt: [UInt8] = []
    /// A scoped question or answer, or a string of encrypted bytes.
    var data: [UInt8] = []

    /// The largest message that is taken: what fits into a datagram.
    static let mostBytes = 65_507

    init(id: Int32) { self.id = id }

    /// Its bytes, and where the digest stands in them.
    func written() -> (bytes: [UInt8], digestPlace: Int) {
        let flags = UInt8(self.hasProof ? 1 : 0) | (self.isEncrypted ? 2 : 0) | (self.isReportable ? 4 : 0)
        let header =
            BER.number(Int64(self.id)) + BER.number(Int64(Self.mostBytes)) + BER.element(BER.octets, [flags])
            + BER.number(3)
        let salt = BER.element(BER.octets, self.salt)
        let security =
            BER.element(BER.octets, self.engine) + BER.number(Int64(self.boots)) + BER.number(Int64(self.time))
            + BER.element(BER.octets, self.user) + BER.element(BER.octets, self.digest) + salt
        let bytes = BER.element(
            BER.sequence,
            BER.number(3) + BER.element(BER.sequence, header)
                + BER.element(BER.octets, BER.element(BER.sequence, security)) + self.data)
        return (bytes, bytes.count - self.data.count - salt.count - self.digest.count)
    }

    init(reading datagram: [UInt8]) throws(BERReader.Malformed) {
        var whole = BERReader(datagram[...])
        var message = BERReader(try whole.contents(BER.sequence))
        _ = try message.number(in: 3...3)
        var header = BERReader(try message.contents(BER.sequence))
        let positive = Int64(0)...Int64(Int32.max)
        self.id = Int32(truncatingIfNeeded: try header.number(in: positive))
        _ = try header.number(in: positive)
        let flags = try header.contents(BER.octets)
        guard flags.count == 1, let bits = flags.first else { throw BERReader.Malformed() }
        (self.hasProof, self.isEncrypted, self.isReportable) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
        _ = try header.number(in: 3...3)
        var outer = BERReader(try message.contents(BER.octets))
        var security = BERReader(try outer.contents(BER.sequence))
        self.engine = Array(try security.contents(BER.octets))
        self.boots = Int32(truncatingIfNeeded: try security.number(in: positive))
        self.time = Int32(truncatingIfNeeded: try security.number(in: positive))
        self.user = Array(try security.contents(BER.octets))
        let digest = try security.contents(BER.octets)
        (self.digest, self.digestPlace) = (Array(digest), digest.startIndex)
        self.salt = Array(try security.contents(BER.octets))
        if self.isEncrypted {
            self.data = Array(try message.contents(BER.octets))
        } else {
            self.data = Array(try message.contents(BER.sequence))
        }
    }
}
