import SSH
import Testing

@testable import DeviceCLI

/// The Telnet protocol by its RFCs, bytes in and bytes out.
struct TelnetCodecTests {
    static let terminal = PlatformCLI.Terminal()

    func receive(_ bytes: [UInt8]) -> TelnetCodec.Received {
        var codec = TelnetCodec(terminal: Self.terminal)
        return codec.receive(bytes)
    }

    @Test func `text passes, an escaped 255 and a bare carriage return are themselves`() {
        #expect(self.receive(Array("a\r\nb".utf8)).text == Array("a\r\nb".utf8))
        #expect(self.receive([0x61, 255, 255, 0x62, 0x0D, 0, 0x63]).text == [0x61, 255, 0x62, 0x0D, 0x63])
    }

    @Test func `echo and suppressed go ahead are taken, everything else refused, each once`() {
        var codec = TelnetCodec(terminal: Self.terminal)
        #expect(codec.receive([255, 251, 1, 255, 251, 3]).answer == [255, 253, 1, 255, 253, 3])
        #expect(codec.receive([255, 251, 1, 255, 251, 3]).answer.isEmpty)
        #expect(codec.receive([255, 251, 5, 255, 253, 36]).answer == [255, 254, 5, 255, 252, 36])
        #expect(codec.receive([255, 252, 1]).answer == [255, 254, 1])
        #expect(codec.receive([255, 252, 1]).answer.isEmpty)
    }

    @Test func `another window size is told to a device that has asked for it, and to no other`() {
        var codec = TelnetCodec(terminal: PlatformCLI.Terminal(SSHTerminal(type: "vt100", width: 80, height: 24)))
        let larger = PlatformCLI.Terminal(SSHTerminal(type: "vt100", width: 132, height: 50))
        #expect(codec.resize(larger) == [])
        _ = codec.receive([255, 253, 31])
        #expect(
            codec.resize(PlatformCLI.Terminal(SSHTerminal(width: 511, height: 24))) == [
                255, 250, 31, 1, 255, 255, 0, 24, 255, 240,
            ])
    }

    @Test func `terminal type and window size are told when they are asked for`() {
        var codec = TelnetCodec(terminal: Self.terminal)
        #expect(codec.receive([255, 253, 24]).answer == [255, 251, 24])
        #expect(
            codec.receive([255, 250, 24, 1, 255, 240]).answer == [255, 250, 24, 0] + Array("vt100".utf8) + [255, 240])
        // 511 is 1 and 255, and the 255 is escaped.
        #expect(codec.receive([255, 253, 31]).answer == [255, 251, 31, 255, 250, 31, 1, 255, 255, 0, 24, 255, 240])
    }

    @Test func `what is typed is escaped, and a carriage return never stands alone`() {
        let codec = TelnetCodec(terminal: Self.terminal)
        #expect(codec.typed(Array("ls\r".utf8)) == Array("ls\r\0".utf8))
        #expect(codec.typed(Array("ls\r\n".utf8)) == Array("ls\r\n".utf8))
        #expect(codec.typed([255, 0x0D]) == [255, 255, 0x0D, 0])
    }

    @Test(arguments: 1...6)
    func `the size of the pieces does not matter`(size: Int) {
        let bytes: [UInt8] =
            Array("Hi\r\n".utf8) + [255, 251, 1, 255, 253, 24, 255, 250, 24, 1, 255, 240, 255, 255, 0x0D, 0]
        let whole = self.receive(bytes)
        var codec = TelnetCodec(terminal: Self.terminal)
        var pieces = TelnetCodec.Received()
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = codec.receive(Array(bytes[start..<min(start + size, bytes.count)]))
            pieces.text += piece.text
            pieces.answer += piece.answer
        }
        #expect(pieces == whole)
    }

    @Test func `a parameter without end is not kept`() {
        var codec = TelnetCodec(terminal: Self.terminal)
        #expect(codec.receive([255, 250, 24] + [UInt8](repeating: 1, count: 100_000)) == TelnetCodec.Received())
        #expect(codec.receive([255, 240, 0x61]).text == [0x61])
    }
}
