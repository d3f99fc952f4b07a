import Testing

@testable import DeviceCLI

/// A session with every platform, whole and in pieces, with banners, pagers and log messages inside the prompts.
@Suite struct DialogueMatrixTests {
    static let sizes = [1, 7, 1 << 20]

    func text(_ lines: [String]) -> String { lines.map { $0 + "\r\n" }.joined() }
    func output(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

    func loggedIn(_ sample: PlatformSample, size: Int) throws -> DialoguePlayer {
        var player = DialoguePlayer(try sample.cli(), size: size)
        let replies = player.feed([sample.banner + sample.home.text])
        #expect(replies.count == 1)
        #expect(player.dialogue.prompt?.mode == sample.home.mode)
        #expect(player.dialogue.prompt?.host == sample.home.host)
        return player
    }

    @Test(arguments: PlatformSample.all, sizes)
    func `a session is followed from the banner into the configuration and back`(sample: PlatformSample, size: Int)
        throws
    {
        var player = try self.loggedIn(sample, size: size)
        let show = sample.show.command
        #expect(
            player.run(show, [show + "\r\n" + self.text(sample.show.output) + sample.home.text])
                == self.output(sample.show.output))
        #expect(player.run(show, [show + "\r\n" + sample.home.text]) == "")
        guard let configuring = sample.configuring else { return }
        #expect(
            player.run(
                configuring.enter,
                ["\(configuring.enter)\r\n" + self.text(configuring.words) + sample.configuration.text])
                == self.output(configuring.words))
        #expect(player.dialogue.prompt?.mode == sample.configuration.mode)
        #expect(player.run(configuring.line, ["\(configuring.line)\r\n" + sample.configuration.text]) == "")
        #expect(player.run(configuring.leave, ["\(configuring.leave)\r\n" + sample.home.text]) == "")
        #expect(player.dialogue.prompt?.mode == sample.home.mode)
    }

    @Test(arguments: PlatformSample.all, sizes)
    func `a pager is answered and leaves no trace`(sample: PlatformSample, size: Int) throws {
        guard let pager = sample.pager else { return }
        var player = try self.loggedIn(sample, size: size)
        let show = sample.show
        let segments = [
            "\(show.command)\r\n\(show.output[0])\r\n\(pager.text)",
            "\(pager.wiping)\(show.output[1])\r\n\(sample.home.text)",
        ]
        #expect(player.run(show.command, segments) == self.output(show.output))
        #expect(player.typed == [[0x20]])
    }

    @Test(arguments: PlatformSample.all, sizes)
    func `log messages inside and around the prompt are survived`(sample: PlatformSample, size: Int) throws {
        let show = sample.show
        let prompt = sample.home
        let context = prompt.text.dropLast(prompt.line.count)
        for noise in sample.noise {
            let cut = prompt.line.prefix(2)
            let variants = [
                "\(context)\(cut)\r\n\(noise)\r\n\(prompt.text)", "\(prompt.text)\r\n\(noise)\r\n",
                "\(prompt.text)\(noise)\r\n", "\(context)\(noise)\r\n\(prompt.line)",
                "\(context)\(cut)\r\n\(noise)\r\n\(noise)\r\n\(prompt.line.dropFirst(2))",
            ]
            for variant in variants {
                var player = try self.loggedIn(sample, size: size)
                let seen = player.run(show.command, ["\(show.command)\r\n" + self.text(show.output) + variant])
                // A message on a line of its own may be the output itself, so it stays.
                let isKept = variant.hasPrefix("\(context)\(noise)") && seen == self.output(show.output + [noise])
                #expect(
                    isKept || seen == self.output(show.output),
                    "\(variant.debugDescription) gave \(seen.debugDescription)")
                #expect(player.dialogue.prompt?.host == prompt.host)
            }
        }
    }

    @Test(arguments: sizes)
    func `a message of several lines inside or behind the prompt is no part of the answer`(size: Int) throws {
        let sample = try #require(PlatformSample.all.first { $0.platform == "linux" })
        let show = sample.show
        let prompt = sample.home.text
        let message =
            "\r\n\r\nBroadcast message from root@host1 (Sun Nov 22 02:53:17 2026):\r\n\r\nThe system will be maintained tonight\r\n"
        for variant in [
            "\(prompt.prefix(5))\(message)\(prompt)", "\(prompt)\(message)",
            "\(prompt.prefix(5))\(message)\(message)\(prompt)",
            "\(prompt)\(message)\(message)", "\(prompt.prefix(5))\(message)\(prompt.dropFirst(5))",
        ] {
            var player = try self.loggedIn(sample, size: size)
            let seen = player.run(show.command, ["\(show.command)\r\n" + self.text(show.output) + variant])
            #expect(seen == self.output(show.output), "\(variant.debugDescription)")
            #expect(player.dialogue.prompt?.host == sample.home.host)
        }
        // Read out of a file, such a message is the answer.
        var player = try self.loggedIn(sample, size: size)
        let log = ["Broadcast message from root@host1 (pts/0):", "", "The end", "of it"]
        #expect(player.run("cat x", ["cat x\r\n" + self.text(log) + prompt]) == self.output(log))
    }

    @Test(arguments: PlatformSample.all, sizes)
    func `a log message behind the first prompt does not hide it`(sample: PlatformSample, size: Int) throws {
        for noise in sample.noise {
            var player = DialoguePlayer(try sample.cli(), size: size)
            #expect(player.feed([sample.banner + sample.home.text + "\r\n" + noise + "\r\n"]).count == 1)
            #expect(player.dialogue.prompt?.host == sample.home.host)
            let context = sample.home.text.dropLast(sample.home.line.count)
            var other = DialoguePlayer(try sample.cli(), size: size)
            let split = "\(context)\(sample.home.line.prefix(3))\r\n\(noise)\r\n\(sample.home.line)"
            #expect(other.feed([sample.banner + split]).count == 1)
            #expect(other.dialogue.prompt?.host == sample.home.host)
        }
    }

    @Test(arguments: PlatformSample.all, sizes)
    func `a name that changes is learned`(sample: PlatformSample, size: Int) throws {
        guard let configuring = sample.configuring else { return }
        var player = try self.loggedIn(sample, size: size)
        _ = player.run(configuring.enter, ["\(configuring.enter)\r\n" + sample.configuration.text])
        let renamed = sample.configuration.text.replacing(sample.configuration.host, with: "renamed9")
        #expect(player.run("x", ["x\r\n" + renamed]) == "")
        #expect(player.dialogue.prompt?.host == "renamed9")
        for noise in sample.noise {
            let again = sample.configuration.text.replacing(sample.configuration.host, with: "other")
            #expect(player.run("y", ["y\r\n" + again + "\r\n" + noise + "\r\n"]) == "")
            #expect(player.dialogue.prompt?.host == "other")
        }
    }

    @Test(arguments: PlatformSample.all)
    func `a large output costs one look at its end and has a bound`(sample: PlatformSample) throws {
        var player = try self.loggedIn(sample, size: 1 << 20)
        var dialogue = Dialogue(platform: try sample.cli(), outputLimit: 1 << 16)
        _ = player.feed([sample.banner])
        _ = dialogue.receive(Array(sample.home.text.utf8))
        _ = dialogue.quiet()
        _ = dialogue.send(sample.show.command)
        let line = String(repeating: "y", count: 79) + "\r\n"
        let block = Array((sample.show.command + "\r\n" + String(repeating: line, count: 900)).utf8)
        #expect(dialogue.receive(block) == [.overflow])
    }
}
