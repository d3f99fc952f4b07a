import Testing

@testable import Compression

struct ZstandardTests {
    private static let old = (0..<5000).map { "interface Ethernet\($0)\n description port \($0 * 7919 % 104_729)\n" }
        .joined()

    @Test(arguments: ["", "a", old]) func `what is compressed comes back`(text: String) throws {
        let bytes = Array(text.utf8)
        let frame = try Zstandard.compress(bytes)
        #expect(try Zstandard.expand(frame, most: bytes.count) == bytes)
    }

    @Test func `a small difference costs little`() throws {
        let base = Array(Self.old.utf8)
        let new = Array(Self.old.replacing("description port 7919\n", with: "description uplink\n").utf8)
        let frame = try Zstandard.compress(new, against: base)
        #expect(frame.count < 200)
        #expect(try Zstandard.expand(frame, against: base, most: new.count) == new)
    }

    @Test func `a difference does not open with another base`() throws {
        let base = Array(Self.old.utf8)
        let frame = try Zstandard.compress(base + [1], against: base)
        var other = base
        other[5] ^= 1
        #expect(throws: CompressionError.self) { try Zstandard.expand(frame, against: other, most: 1 << 30) }
        #expect(throws: CompressionError.self) { try Zstandard.expand(frame, most: 1 << 30) }
    }

    @Test func `what is damaged or too large is an error`() throws {
        let frame = try Zstandard.compress(Array(Self.old.utf8))
        let tooLarge = #expect(throws: CompressionError.self) { try Zstandard.expand(frame, most: 10) }
        #expect(tooLarge?.code == .tooLarge)
        let cut = #expect(throws: CompressionError.self) {
            try Zstandard.expand(Array(frame.dropLast(5)), most: 1 << 30)
        }
        #expect(cut?.code == .damaged)
        let empty = #expect(throws: CompressionError.self) { try Zstandard.expand([], most: 1 << 30) }
        #expect(empty?.code == .damaged)
    }
}
