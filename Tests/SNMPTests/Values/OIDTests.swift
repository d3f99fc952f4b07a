import Testing

@testable import SNMP

@Suite struct OIDTests {
    @Test func `a name is read, printed and compared number by number`() throws {
        let oid = try #require(OID(".1.3.6.1.4.1.4294967295"))
        #expect(oid.description == "1.3.6.1.4.1.4294967295")
        #expect(OID("1.3.6.1.4.1.4294967295") == oid)
        let (nine, ten) = (try #require(OID("1.3.9")), try #require(OID("1.3.10")))
        #expect(nine < ten)
        #expect(try #require(OID("1.3.9.5")).index(in: nine) == [5])
        #expect(!ten.isWithin(nine) && nine.isWithin(nine))
    }

    @Test(arguments: [
        "", ".", "1", "1..3", "1.3.", "1.-3", "1.+3", "1.3.4294967296", "3.1", "1.40", "sysDescr.0", "1.3 .6",
        Array(repeating: "1", count: 129).joined(separator: "."),
    ])
    func `what is no name is refused`(text: String) { #expect(OID(text) == nil) }

    @Test(arguments: [
        "0.0", "1.3", "2.999.3", "2.4294967295", "1.3.6.1.2.1.31.1.1.1.6.4294967295", "1.39.127.128.16384",
    ])
    func `a name comes back from its bytes`(text: String) throws {
        let oid = try #require(OID(text))
        var reader = BERReader(BER.name(oid)[...])
        let contents = try reader.contents(BER.identifier)
        #expect(try BERReader.name(contents) == oid)
    }

    @Test(arguments: [Int64.min, -129, -128, -1, 0, 127, 128, 32767, 32768, Int64.max])
    func `a number comes back from its bytes, which are as few as can be`(number: Int64) throws {
        let bytes = BER.number(number)
        var reader = BERReader(bytes[...])
        let value = try reader.number(in: .min ... .max)
        #expect(value == number)
        #expect(bytes.count < 4 || !(bytes[2] == 0 && bytes[3] < 128) && !(bytes[2] == 255 && bytes[3] > 127))
    }

    @Test func `texts of devices become one visible line`() {
        #expect(SNMPValue.octets(Array(" a\r\nb\u{1B}[2Jc\u{202E}\0 ".utf8)).text == "a b [2Jc")
        #expect(SNMPValue.octets([0xFF, 0x41]).text == "\u{FFFD}A")
        #expect(SNMPValue.octets([UInt8](repeating: 0x41, count: 100_000)).text?.count == 1024)
        #expect(SNMPValue.octets([]).text == "")
        #expect(SNMPValue.integer(1).text == nil)
    }

    @Test func `numbers without their leading zero are large, not negative`() throws {
        #expect(try SNMPValue(BER.counter, [0xFF, 0xFF, 0xFF, 0xFF]) == .counter(.max))
        #expect(try SNMPValue(BER.counter, [0, 0xFF, 0xFF, 0xFF, 0xFF]) == .counter(.max))
        #expect(try SNMPValue(BER.largeCounter, [0xFF] + [UInt8](repeating: 0, count: 7)) == .largeCounter(0xFF << 56))
        #expect(throws: BERReader.Malformed.self) { try SNMPValue(BER.counter, [1, 0, 0, 0, 0]) }
        #expect(throws: BERReader.Malformed.self) { try SNMPValue(BER.integer, [1, 0, 0, 0, 0]) }
        #expect(throws: BERReader.Malformed.self) { try SNMPValue(BER.address, [1, 2, 3]) }
    }
}
