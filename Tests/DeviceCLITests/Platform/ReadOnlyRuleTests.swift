import Testing

@testable import DeviceCLI

/// «Only reads» holds against every trick, and does not stand in the way of those who read.
@Suite struct ReadOnlyRuleTests {
    /// A small platform with these rules about reading.
    private func problems(_ readOnly: String) throws -> [String] {
        do {
            _ = try PlatformFile.decode(
                PlatformErrorTests.good.replacing(
                    "read_only: { allow: ['^show( |$)'] }", with: "read_only: \(readOnly)"))
            return []
        } catch let error as PlatformError {
            return error.problems.map(\.description)
        }
    }

    @Test func `every platform has its list of commands that pass and of those that do not`() {
        #expect(ReadingCommands.allowed.map(\.key).sorted() == PlatformFile.names)
        #expect(ReadingCommands.refused.map(\.key).sorted() == PlatformFile.names)
    }

    @Test(arguments: ReadingCommands.allowed.map { ($0.key, $0.value) })
    func `what engineers type to read passes, abbreviated too`(platform: String, commands: [String]) throws {
        let rule = try PlatformFile.load(platform).readOnly
        for command in commands { #expect(rule.permits(command), "\(platform): \(command)") }
    }

    @Test(arguments: ReadingCommands.refused.map { ($0.key, $0.value) })
    func `what writes, runs or never ends does not pass for reading`(platform: String, commands: [String]) throws {
        let rule = try PlatformFile.load(platform).readOnly
        for command in commands { #expect(!rule.permits(command), "\(platform): \(command)") }
    }

    @Test(arguments: PlatformFile.names)
    func `no trick passes on any platform`(platform: String) throws {
        let cli = try PlatformFile.load(platform)
        let tricks = cli.readOnly.tricks(running: cli.commands.runningConfig?.command ?? "")
        // Without commands to make tricks from, nothing would have been tried.
        #expect(tricks.count > 300)
        for command in ReadOnlyRule.harmful + tricks {
            #expect(!cli.readOnly.permits(command), "\(platform): \(command)")
        }
    }

    @Test(arguments: [
        (
            "{ allow: ['^show( |$)'], filters: ['^(include|tee) '] }",
            "| tee flash:x» would pass as a reading command. Allow only the filters"
        ),
        ("{ allow: ['^show( |$)'], filters: ['^[a-z]+'] }", "| redirect flash:x» would pass"),
        (
            "{ allow: ['^show( |$)'], filters: ['include '] }",
            "cli.read_only.filters: Expression 1, «include », must begin with ^"
        ),
        ("{ allow: ['^show( |$)', '^ip '] }", "«ip link s eth0 down» would pass as a reading command."),
        ("{ allow: ['^show( |$)', '^cat '] }", "«cat /proc/kcore» would pass"),
        ("{ allow: ['^show( |$)', '^get '] }", "«get test dnsproxy 1» would pass"),
    ])
    func `a platform that lets a trick pass is refused`(readOnly: String, sentence: String) throws {
        let problems = try self.problems(readOnly)
        #expect(problems.contains { $0.contains(sentence) }, "\(problems.prefix(5))")
    }

    @Test func `without filters nothing stands behind a pipe`() throws {
        let rule = try PlatformFile.decode(PlatformErrorTests.good).readOnly
        #expect(rule.permits("show version"))
        #expect(!rule.permits("show version | include x"))
    }

    @Test func `a bar without blanks is part of an expression, with one it begins a filter`() {
        let piped = PipedCommand("  sh   run|i a|b |  e \"c|d\"  ")
        #expect(piped?.head == "sh run")
        #expect(piped?.filters == ["i a|b", "e \"c|d\""])
        for line in ["show |", "| show", "show | i a |", "show || i a", "show | i a|", "show | i a|tee x", "", "   "] {
            #expect(PipedCommand(line) == nil, "\(line)")
        }
    }
}
