import Testing

@testable import DeviceCLI

/// Where an answer ends when the device does not put its prompt on a line of its own, or goes on behind it.
@Suite struct DialogueEndTests {
    private func signedIn(_ platform: String, prompt: String) throws -> Dialogue {
        var dialogue = Dialogue(platform: try PlatformFile.load(platform))
        _ = dialogue.receive(Array("\r\n\(prompt)".utf8))
        _ = dialogue.quiet()
        try #require(dialogue.prompt?.text == prompt)
        return dialogue
    }

    /// Feeds the text in pieces, then lets silence pass; everything but the pauses.
    private func play(_ text: String, to dialogue: inout Dialogue, by size: Int) -> [Dialogue.Action] {
        let bytes = Array(text.utf8)
        var actions: [Dialogue.Action] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            actions += dialogue.receive(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        for _ in 0..<4 { if case .settle = actions.last { actions += dialogue.quiet() } }
        return actions.filter { if case .settle = $0 { false } else { true } }
    }

    private func output(_ actions: [Dialogue.Action]) -> String? {
        guard case .finished(let reply) = actions.first, actions.count == 1 else { return nil }
        return String(decoding: reply.output, as: UTF8.self)
    }

    /// A file without a line feed at its end is the usual case on Linux; it was waited for in vain.
    @Test(arguments: [1, 5, 1 << 20])
    func `a prompt glued to the last line of an output ends it`(size: Int) throws {
        var dialogue = try self.signedIn("linux", prompt: "ops@vm:~$ ")
        _ = dialogue.send("cat f")
        let actions = self.play("cat f\r\nfirst\r\nno newline at endops@vm:~$ ", to: &dialogue, by: size)
        #expect(self.output(actions) == "first\nno newline at end")
    }

    @Test(arguments: [7, 1 << 20])
    func `a line longer than any prompt is searched at its end`(size: Int) throws {
        var dialogue = try self.signedIn("cisco_ios", prompt: "sw1#")
        let long = String(repeating: "x", count: 5000)
        _ = dialogue.send("more flash:f")
        #expect(self.output(self.play("more flash:f\r\n\(long)sw1#", to: &dialogue, by: size)) == long)
    }

    @Test func `a pause behind text that ends like the prompt does not end the output`() throws {
        var dialogue = try self.signedIn("linux", prompt: "ops@vm:~$ ")
        _ = dialogue.send("cat f")
        #expect(dialogue.receive(Array("cat f\r\nthe prompt is ops@vm:~$ ".utf8)) == [.settle(Dialogue.searchPause)])
        #expect(dialogue.quiet() == [.settle(Dialogue.hiddenPromptPause)])
        #expect(
            self.output(self.play("here\r\nops@vm:~$ ", to: &dialogue, by: 100)) == "the prompt is ops@vm:~$ here\n")
    }

    /// Otherwise the rest would be taken for the answer of the next command.
    @Test(arguments: [1, 3, 1 << 20])
    func `an answer that goes on behind its prompt spoils the next one instead of being mixed into it`(size: Int) throws
    {
        var dialogue = try self.signedIn("cisco_ios", prompt: "r1#")
        _ = dialogue.send("show log")
        guard case .finished = dialogue.receive(Array("show log\r\nline 1\r\nr1#".utf8)).last else {
            Issue.record("no answer")
            return
        }
        _ = dialogue.send("show clock")
        let actions = self.play(
            "show history entry\r\nline 3\r\nr1#show clock\r\n09:15\r\nr1#", to: &dialogue, by: size)
        #expect(actions.contains(.continued))
        #expect(dialogue.hasContinued)
    }

    @Test(arguments: [1, 3, 1 << 20])
    func `a log message behind the prompt spoils nothing`(size: Int) throws {
        var dialogue = try self.signedIn("cisco_ios", prompt: "r1#")
        _ = dialogue.send("show clock")
        let text =
            "*Nov 21 09:15:01.123: %SYS-5-CONFIG_I: Configured from console\r\nr1#show clock\r\n09:15\r\nr1#"
        #expect(self.output(self.play(text, to: &dialogue, by: size)) == "09:15\n")
        #expect(!dialogue.hasContinued)
    }

    /// It was cut silently, and what was left was taken for the whole.
    @Test func `a line longer than the bound is told, not cut`() throws {
        var dialogue = try self.signedIn("linux", prompt: "ops@vm:~$ ")
        _ = dialogue.send("cat f")
        _ = dialogue.receive(Array("cat f\r\n".utf8))
        let block = [UInt8](repeating: 0x78, count: 1 << 20)
        var actions: [Dialogue.Action] = []
        for _ in 0...(TerminalLine.longestLine >> 20) { actions = dialogue.receive(block) }
        #expect(actions == [.overflow])
    }

    @Test func `bytes that show nothing fill no output, and still end it`() throws {
        var dialogue = Dialogue(platform: try PlatformFile.load("linux"), outputLimit: 1 << 16)
        _ = dialogue.receive(Array("ops@vm:~$ ".utf8))
        _ = dialogue.quiet()
        _ = dialogue.send("cat /dev/zero")
        _ = dialogue.receive(Array("cat /dev/zero\r\n".utf8))
        let block = [UInt8](repeating: 0, count: 1 << 16)
        #expect((0..<5).contains { _ in dialogue.receive(block) == [.overflow] })
    }
}
