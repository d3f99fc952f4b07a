/// What a message carries: a question or an answer (RFC 3416 section 3).
struct PDU: Sendable, Equatable {
    enum Kind: UInt8 {
        case get = 0xA0
        case response = 0xA2
        case getBulk = 0xA5
        case report = 0xA8
    }

    var kind: Kind
    var id: Int32
    /// The status of an answer; of a bulk question the number of names that are asked for once.
    var status: Int32 = 0
    /// Which name the status is about; of a bulk question how many rows are asked for.
    var index: Int32 = 0
    var rows: [SNMPRow]
    /// How many bytes the rows took.
    var size = 0

    init(_ kind: Kind, id: Int32, status: Int32 = 0, index: Int32 = 0, rows: [SNMPRow]) {
        (self.kind, self.id, self.status, self.index, self.rows) = (kind, id, status, index, rows)
    }

    /// A question's bytes: the names have no values.
    var question: [UInt8] {
        let rows = self.rows.flatMap { row in
            BER.element(BER.sequence, BER.name(row.oid) + BER.element(BER.null, []))
        }
        return BER.element(
            self.kind.rawValue,
            BER.number(Int64(self.id)) + BER.number(Int64(self.status)) + BER.number(Int64(self.index))
                + BER.element(BER.sequence, rows))
    }

    /// Reads an answer or a report.
    init(_ reader: inout BERReader) throws(BERReader.Malformed) {
        let (tag, contents) = try reader.element()
        guard let kind = Kind(rawValue: tag), kind == .response || kind == .report else { throw BERReader.Malformed() }
        var inner = BERReader(contents)
        let word = Int64(Int32.min)...Int64(Int32.max)
        self.kind = kind
        self.id = Int32(truncatingIfNeeded: try inner.number(in: word))
        self.status = Int32(truncatingIfNeeded: try inner.number(in: 0...255))
        self.index = Int32(truncatingIfNeeded: try inner.number(in: word))
        self.rows = []
        let list = try inner.contents(BER.sequence)
        self.size = list.count
        var rows = BERReader(list)
        while !rows.isAtEnd {
            var row = BERReader(try rows.contents(BER.sequence))
            let oid = try BERReader.name(try row.contents(BER.identifier))
            let value = try row.element()
            self.rows.append(SNMPRow(oid, try SNMPValue(value.tag, value.contents)))
        }
    }
}
