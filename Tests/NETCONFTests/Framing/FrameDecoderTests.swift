import Testing

@testable import NETCONF

@Suite struct FrameDecoderTests {
    func decoder(_ framing: Framing, limit: Int = 1 << 20) -> FrameDecoder {
        var decoder = FrameDecoder(limit: limit)
        decoder.framing = framing
        return decoder
    }

    /// All messages in the text.
    func messages(_ text: String, _ framing: Framing, limit: Int = 1 << 20) throws(FrameDecoder.Problem) -> [String] {
        var decoder = self.decoder(framing, limit: limit)
        decoder.feed(Array(text.utf8))
        var found: [String] = []
        while let message = try decoder.next() { found.append(String(decoding: message, as: UTF8.self)) }
        return found
    }

    @Test func `messages end where the framing says`() throws {
        #expect(try self.messages("<a/>]]>]]><b/>]]>]]>rest]]>]]", .endOfMessage) == ["<a/>", "<b/>"])
        #expect(try self.messages("]]>]]>]]]>]]>", .endOfMessage) == ["", "]"])
        // The example of RFC 6242 section 4.2.
        let example =
            "\n#4\n<rpc\n#18\n message-id=\"102\"\n\n#79\n     xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">\n"
            + "  <close-session/>\n</rpc>\n##\n"
        let whole =
            "<rpc message-id=\"102\"\n     xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">\n  <close-session/>\n</rpc>"
        #expect(try self.messages(example + "\n#1\nx", .chunked) == [whole])
    }

    @Test func `messages come through in any cut, in either framing`() throws {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("]>#\n0123456789<a/> ".utf8)
        for round in 0..<400 {
            let framing = round % 2 == 0 ? Framing.chunked : .endOfMessage
            let sent = (0..<Int.random(in: 1...5, using: &generator)).map { _ -> [UInt8] in
                var message = (0..<Int.random(in: 1...200, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? 0
                }
                // What messages do not hold there: XML escapes it.
                if framing == .endOfMessage { message.removeAll { $0 == UInt8(ascii: "]") } }
                return message
            }
            let stream = sent.flatMap { framing.encoded($0, chunk: Int.random(in: 1...64, using: &generator)) }
            var decoder = self.decoder(framing)
            var found: [[UInt8]] = []
            var rest = stream[...]
            while !rest.isEmpty {
                let cut = Int.random(in: 1...max(1, min(40, rest.count)), using: &generator)
                decoder.feed(Array(rest.prefix(cut)))
                rest = rest.dropFirst(cut)
                while let message = try decoder.next() { found.append(message) }
            }
            #expect(found == sent)
        }
    }

    @Test func `what came behind the greeting belongs to the chunked form`() throws {
        var decoder = self.decoder(.endOfMessage)
        decoder.feed(Array("<hello/>]]>]]>\n#4\n<a/>\n##\n".utf8))
        #expect(try decoder.next() == Array("<hello/>".utf8))
        decoder.framing = .chunked
        #expect(try decoder.next() == Array("<a/>".utf8))
        #expect(try decoder.next() == nil)
    }

    @Test(arguments: [
        "<a/>", "\n<a/>", "\n#a\n", "\n#0\n\n##\n", "\n#-1\n", "\n#+1\n", "\n# 1\n", "\n#01\nx", "\n#\n", "\n##\n",
        "\r\n#1\n",
        "\n#4294967296\n", "\n#99999999999999999999\n", "\n#2\nabc", "\n#1\na\n##x", "\n#1\na\n#\n", "\n#1\r\na",
    ])
    func `bad chunks are refused at once`(text: String) {
        #expect(throws: FrameDecoder.Problem.badChunk) { try self.messages(text, .chunked) }
    }

    @Test func `a message beyond the bound is refused before it is held`() throws {
        #expect(throws: FrameDecoder.Problem.tooLarge) { try self.messages("\n#4294967295\n", .chunked, limit: 100) }
        #expect(throws: FrameDecoder.Problem.tooLarge) {
            try self.messages("\n#60\n\(String(repeating: "x", count: 60))\n#41\n", .chunked, limit: 100)
        }
        #expect(throws: FrameDecoder.Problem.tooLarge) {
            try self.messages(String(repeating: "x", count: 107), .endOfMessage, limit: 100)
        }
        #expect(
            try self.messages("\n#100\n\(String(repeating: "x", count: 100))\n##\n", .chunked, limit: 100).count == 1)
        #expect(try self.messages(String(repeating: "x", count: 100) + "]]>]]>", .endOfMessage, limit: 100).count == 1)
    }

    @Test func `random bytes never make it crash`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("]>#\n0129x".utf8)
        for _ in 0..<5000 {
            var decoder = self.decoder(Bool.random(using: &generator) ? .chunked : .endOfMessage, limit: 64)
            for _ in 0..<4 {
                decoder.feed((0..<10).map { _ in alphabet.randomElement(using: &generator) ?? 0 })
                while let message = try? decoder.next() { #expect(message.count <= 64) }
            }
        }
    }
}
