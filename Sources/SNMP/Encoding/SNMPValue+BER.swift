extension SNMPValue {
    init(_ tag: UInt8, _ contents: ArraySlice<UInt8>) throws(BERReader.Malformed) {
        switch tag {
        case BER.integer:
            guard let value = Int32(exactly: try BERReader.signed(contents)) else { throw BERReader.Malformed() }
            self = .integer(value)
        case BER.octets: self = .octets(Array(contents))
        case BER.identifier:
            // The null identifier 0.0 is sent as one zero byte, by some agents as none.
            self = contents.isEmpty ? .null : .oid(try BERReader.name(contents))
        case BER.null: self = .null
        case BER.address:
            guard contents.count == 4 else { throw BERReader.Malformed() }
            self = .address(Array(contents))
        case BER.counter: self = .counter(try BERReader.unsigned(contents))
        case BER.gauge: self = .gauge(try BERReader.unsigned(contents))
        case BER.ticks: self = .ticks(try BERReader.unsigned(contents))
        case BER.opaque: self = .opaque(Array(contents))
        case BER.largeCounter: self = .largeCounter(try BERReader.unsigned(contents))
        case 0x80: self = .noSuchObject
        case 0x81: self = .noSuchInstance
        case 0x82: self = .endOfView
        default: throw BERReader.Malformed()
        }
    }
}
