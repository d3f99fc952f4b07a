import Testing

@testable import DeviceCLI

/// Transcripts of real sessions, fed whole and byte by byte.
@Suite struct DialogueTests {
    static let sizes = [1, 3, 1 << 20]
    let ios: PlatformCLI

    init() throws {
        self.ios = try PlatformFile.load("cisco_ios")
    }

    /// Feeds `text` in pieces; silence is only told when the text is over.
    func feed(_ text: String, to dialogue: inout Dialogue, by size: Int) -> [Dialogue.Action] {
        let bytes = Array(text.utf8)
        var actions: [Dialogue.Action] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            actions += dialogue.receive(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        for _ in 0..<3 { if case .settle = actions.last { actions += dialogue.quiet() } }
        return actions.filter { if case .settle = $0 { false } else { true } }
    }

    func loggedIn(_ prompt: String = "sw1#") -> Dialogue {
        var dialogue = Dialogue(platform: self.ios)
        let actions = self.feed("\r\n\(prompt)", to: &dialogue, by: 1)
        #expect(actions.count == 1)
        return dialogue
    }

    /// Sends `command`, feeds `text` and gives the output, which must come exactly once and last.
    func output(of command: String, answered text: String, by size: Int, after dialogue: Dialogue? = nil) throws
        -> String
    {
        var dialogue = dialogue ?? self.loggedIn()
        #expect(dialogue.send(command) == Array((command + "\r").utf8))
        let actions = self.feed(text, to: &dialogue, by: size)
        let replies = actions.compactMap { if case .finished(let reply) = $0 { reply } else { nil } }
        #expect(replies.count == 1)
        return String(decoding: try #require(replies.first).output, as: UTF8.self)
    }

    @Test(arguments: sizes)
    func `echo and prompt are no part of the output`(size: Int) throws {
        let text = "show clock\r\n*09:15:01.123 UTC Sat Nov 21 2026\r\nsw1#"
        #expect(try self.output(of: "show clock", answered: text, by: size) == "*09:15:01.123 UTC Sat Nov 21 2026\n")
    }

    @Test(arguments: sizes)
    func `a banner that looks like a prompt is not the login's end`(size: Int) {
        var dialogue = Dialogue(platform: self.ios)
        let actions = self.feed(
            "\r\n***\r\nWelcome#\r\nkeep out#\r\nbranch>\r\n***\r\n\r\nsw1>", to: &dialogue, by: size)
        #expect(actions.count == 1)
        #expect(dialogue.prompt == Prompt(mode: .user, host: "sw1", text: "sw1>"))
    }

    @Test(arguments: sizes)
    func `a false prompt of the banner is corrected by the first echo`(size: Int) throws {
        let dialogue = self.loggedIn("Welcome#")
        let text = "\r\nsw1#show clock\r\nnow\r\nsw1#"
        #expect(try self.output(of: "show clock", answered: text, by: size, after: dialogue) == "now\n")
    }

    @Test(arguments: sizes)
    func `a line of the output that looks like another device's prompt does not end it`(size: Int) throws {
        let text = "show banner\r\nother#\r\nother(config)#\r\nsw1# is my name\r\nsw1#"
        #expect(
            try self.output(of: "show banner", answered: text, by: 1 << 20)
                == "other#\nother(config)#\nsw1# is my name\n")
        let split = "show banner\r\nother#\r\nother(config)#\r\nend\r\nsw1#"
        #expect(try self.output(of: "show banner", answered: split, by: size) == "other#\nother(config)#\nend\n")
    }

    @Test(arguments: sizes)
    func `a pager is answered and leaves no trace`(size: Int) throws {
        let wipe = String(repeating: "\u{08}", count: 10)
        let text =
            "show run\r\nline 1\r\n --More-- \(wipe)          \(wipe) indented\r\nline 3\r\n --More-- \r          \rend\r\nsw1#"
        var dialogue = self.loggedIn()
        _ = dialogue.send("show run")
        let actions = self.feed(text, to: &dialogue, by: size)
        guard size == 1 else { return }
        #expect(actions.filter { $0 == .write([0x20], isSecret: false) }.count == 2)
        guard case .finished(let reply) = actions.last else {
            Issue.record("no reply")
            return
        }
        #expect(String(decoding: reply.output, as: UTF8.self) == "line 1\n indented\nline 3\nend\n")
    }

    @Test(
        arguments: sizes,
        [
            // after the prompt, on lines of its own
            "show clock\r\nnow\r\nsw1#\r\n*Mar  1 00:01:02.003: %SYS-5-CONFIG_I: Configured from console by vty0\r\n",
            // glued to the prompt
            "show clock\r\nnow\r\nsw1#*Mar  1 00:01:02.003: %SYS-5-CONFIG_I: Configured from console by vty0\r\n",
            "show clock\r\nnow\r\nsw1#*Mar  1 00:01:02.003: %SYS-5-CONFIG_I: Configured from console by vty0",
            // in the middle of the prompt
            "show clock\r\nnow\r\nsw\r\n*Mar  1 00:01:02.003: %SYS-5-CONFIG_I: Configured from console by vty0\r\n1#",
            "show clock\r\nnow\r\nsw1\r\n%SYS-5-CONFIG_I: a\r\n%SYS-5-CONFIG_I: b\r\n#",
            "show clock\r\nnow\r\nsw\r\n*Mar  1 00:04:11.023: %SYS-5-CONFIG_I: Configured from console\r\nsw1#",
            // in the middle of the echo
            "show cl\r\n%SYS-5-CONFIG_I: Configured\r\nock\r\nnow\r\nsw1#",
            "\r\n%SYS-5-CONFIG_I: Configured\r\nshow clock\r\nnow\r\nsw1#",
            "%SYS-5-CONFIG_I: Configured\r\nsw1#show clock\r\nnow\r\nsw1#",
        ])
    func `log messages around and inside the prompt and the echo are survived`(size: Int, text: String) throws {
        #expect(try self.output(of: "show clock", answered: text, by: size) == "now\n")
    }

    @Test(arguments: sizes)
    func `the stale prompt before the echo does not end the command`(size: Int) {
        var dialogue = self.loggedIn()
        _ = dialogue.send("show clock")
        let actions = dialogue.receive(Array("\r\n%SYS-5-CONFIG_I: x\r\nsw1#".utf8))
        #expect(actions == [.settle(Dialogue.missingEchoPause)])
    }

    @Test(arguments: sizes)
    func `a changed host name is learned after a pause`(size: Int) throws {
        var dialogue = self.loggedIn("sw1(config)#")
        _ = dialogue.send("hostname core")
        let actions = self.feed("hostname core\r\ncore(config)#", to: &dialogue, by: size)
        #expect(actions.count == 1)
        #expect(dialogue.prompt?.host == "core")
        #expect(try self.output(of: "end", answered: "end\r\ncore#", by: size, after: dialogue) == "")
    }

    @Test(arguments: sizes)
    func `a declared question is answered, a password secretly and once`(size: Int) throws {
        var dialogue = self.loggedIn("sw1>")
        let question = PendingQuestion(pattern: try Pattern("^Password: ?$"), secret: "s3cret", lineEnding: "\r")
        _ = dialogue.send("enable", questions: [question])
        #expect(
            self.feed("enable\r\nPassword: ", to: &dialogue, by: size) == [
                .write(Array("s3cret\r".utf8), isSecret: true)
            ])
        #expect(self.feed("\r\nPassword: ", to: &dialogue, by: size) == [.asked("Password: ")])
    }

    @Test(
        arguments: sizes, ["Destination filename [x]? ", "Proceed with reload? [confirm]", "Are you sure? [yes/no]: "])
    func `an undeclared question is reported, never answered`(size: Int, question: String) {
        var dialogue = self.loggedIn()
        _ = dialogue.send("reload")
        #expect(self.feed("reload\r\n\(question)", to: &dialogue, by: size) == [.asked(question)])
    }

    @Test(arguments: ["!!?", "??", "Sending 5, 100-byte ICMP Echos? Yes", " description is this a question"])
    func `an output that pauses behind a question mark is no question`(text: String) {
        var dialogue = self.loggedIn()
        _ = dialogue.send("ping 192.0.2.1")
        #expect(self.feed("ping 192.0.2.1\r\n\(text)", to: &dialogue, by: 1).isEmpty)
    }

    @Test func `an echo scrolled by the terminal is accepted as it is`() throws {
        let command = "description " + String(repeating: "x", count: 600)
        let text = String(command.prefix(500)) + "\r$" + command.suffix(100) + "\r\nsw1#"
        #expect(try self.output(of: command, answered: text, by: 7) == "")
    }

    @Test func `a question mark is typed as a literal`() {
        var dialogue = self.loggedIn()
        #expect(dialogue.send("description a?") == Array("description a\u{16}?\r".utf8))
    }

    @Test func `a large output is searched at its end only, and bounded`() throws {
        let line = String(repeating: "y", count: 79) + "\r\n"
        let block = Array(String(repeating: line, count: 800).utf8)
        var dialogue = self.loggedIn()
        _ = dialogue.send("show tech")
        _ = dialogue.receive(Array("show tech\r\n".utf8))
        for _ in 0..<80 { #expect(dialogue.receive(block) == [.settle(Dialogue.searchPause)]) }
        guard case .finished(let reply) = dialogue.receive(Array("sw1#".utf8)).last else {
            Issue.record("no reply")
            return
        }
        #expect(reply.output.count == 80 * 800 * 80)
        var small = Dialogue(platform: self.ios, outputLimit: 1000)
        _ = self.feed("sw1#", to: &small, by: 1)
        _ = small.send("show tech")
        #expect(small.receive(Array("show tech\r\n".utf8) + block) == [.overflow])
    }

    @Test func `random bytes never hang or grow the dialogue`() {
        var dialogue = Dialogue(platform: self.ios, outputLimit: 1 << 16)
        for round in 0..<300 {
            if round % 20 == 0 { _ = dialogue.send("show \(round)") }
            let bytes = (0..<128).map { _ in Bool.random() ? UInt8.random(in: 0...255) : UInt8.random(in: 10...35) }
            _ = dialogue.receive(bytes)
            _ = dialogue.quiet()
            #expect(dialogue.output.count <= (1 << 16) + 1024)
            #expect(dialogue.lastSeen.count <= 200)
        }
    }
}
