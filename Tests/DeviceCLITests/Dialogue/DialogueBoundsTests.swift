import Testing

@testable import DeviceCLI

/// The dialogue under floods and nonsense: it ends, and its buffers have bounds.
@Suite struct DialogueBoundsTests {
    @Test func `fifty megabytes in pieces of 64 KiB are looked at only at their ends`() throws {
        var dialogue = Dialogue(platform: try PlatformFile.load("cisco_ios"))
        _ = dialogue.receive(Array("sw1#".utf8))
        _ = dialogue.quiet()
        _ = dialogue.send("show tech")
        _ = dialogue.receive(Array("show tech\r\n".utf8))
        let line = String(repeating: "y", count: 78) + "\r\n"
        let block = Array(String(repeating: line, count: 820).utf8.prefix(65_536))
        var size = 0
        while size < 50 << 20 {
            #expect(dialogue.receive(block).count == 1)
            #expect(dialogue.lastSeen.count <= 200)
            size += block.count
        }
        guard case .finished(let reply) = dialogue.receive(Array("\r\nsw1#".utf8)).last else {
            Issue.record("no reply")
            return
        }
        #expect(reply.output.count > 48 << 20)
    }

    @Test(arguments: PlatformSample.all, [1, 2, 3] as [UInt64])
    func `random bytes in random pieces never hang or grow it`(sample: PlatformSample, seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let limit = 1 << 14
        var dialogue = Dialogue(platform: try sample.cli(), outputLimit: limit)
        let words =
            sample.prompts.map(\.text) + sample.noise + sample.rejected + [sample.pager?.text ?? "", "\u{1B}[", "\r"]
        for round in 0..<120 {
            if round % 12 == 3 { _ = dialogue.send("show \(round)") }
            if round % 12 == 7 { _ = dialogue.sendBehind("set \(round)") }
            var bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: Bool.random(using: &random) ? 0...255 : 8...35, using: &random)
            }
            if let word = words.randomElement(using: &random) { bytes += Array(word.utf8) }
            while !bytes.isEmpty {
                let count = Int.random(in: 1...bytes.count, using: &random)
                _ = dialogue.receive(Array(bytes.prefix(count)))
                bytes.removeFirst(count)
            }
            var silences = 0
            while case .settle = dialogue.quiet().last, silences < 8 { silences += 1 }
            #expect(silences < 8)
            #expect(dialogue.output.count <= limit + 4096)
            #expect(dialogue.line.bytes.count <= 1 << 16)
            #expect(dialogue.lastSeen.count <= 200)
            #expect(dialogue.above.count <= Dialogue.longestPrompt)
        }
    }
}
