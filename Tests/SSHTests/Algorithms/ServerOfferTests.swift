import Testing

@testable import SSH

/// The reader of a server's offer, which takes bytes of anybody.
struct ServerOfferTests {
    static func packet(_ lists: [String], padding: Int = 4) -> [UInt8] {
        var payload: [UInt8] = [20] + [UInt8](repeating: 7, count: 16)
        for list in lists { payload += Self.number(list.utf8.count) + Array(list.utf8) }
        payload += [0, 0, 0, 0, 0]
        return Self.number(payload.count + padding + 1) + [UInt8(padding)] + payload
            + [UInt8](repeating: 0, count: padding)
    }

    static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    static let lists = [
        "kex-a,kex-b,ext-info-s,kex-strict-s-v00@openssh.com", "key", "c1", "c2", "m1,m2", "m3", "none", "none", "", "",
    ]

    @Test func `the lists and the identification are read, lines before it skipped`() throws {
        let stream = Array("Welcome!\r\nSSH-2.0-Test-1\r\n".utf8) + Self.packet(Self.lists)
        let offer = try #require(ServerOffer(stream: stream))
        #expect(offer.identification == "SSH-2.0-Test-1")
        #expect(offer.keyExchanges == ["kex-a", "kex-b"])
        #expect(offer.hostKeys == ["key"])
        #expect(offer.ciphers == ["c1"])
        #expect(offer.macs == ["m1", "m2"])
    }

    @Test func `no beginning of an offer is one`() {
        let stream = Array("SSH-2.0-Test-1\r\n".utf8) + Self.packet(Self.lists)
        for count in 0..<stream.count { #expect(ServerOffer(stream: Array(stream[..<count])) == nil) }
    }

    @Test func `lengths that lie and control characters do no harm`() {
        let start = Array("SSH-2.0-\u{1B}[31mX\r\n".utf8)
        let good = Self.packet(["a\u{7}b\u{1B}"] + Self.lists.dropFirst())
        #expect(ServerOffer(stream: start + good)?.identification == "SSH-2.0-[31mX")
        #expect(ServerOffer(stream: start + good)?.keyExchanges == ["ab"])
        for index in good.indices {
            for value: UInt8 in [0, 0x7F, 0xFF] {
                var bad = good
                bad[index] = value
                _ = ServerOffer(stream: start + bad)
            }
        }
        #expect(ServerOffer(stream: start + [0xFF, 0xFF, 0xFF, 0xFF, 0]) == nil)
        #expect(ServerOffer(stream: start + [0, 0, 0, 0, 0]) == nil)
    }
}
