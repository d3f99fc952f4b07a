import DeviceCLI
import Testing

/// What is said about a platform file that is wrong.
@Suite struct PlatformErrorTests {
    static let good = """
        modes:
          user: { prompt: '^(?<host>\\w+)> ?$', ways: { privileged: enable } }
          privileged: { prompt: '^(?<host>\\w+)# ?$', ways: { configuration: configure terminal } }
          configuration: { prompt: '^(?<host>\\w+)\\(config\\)# ?$', ways: { privileged: end } }
        errors: ['^% Invalid']
        commands: { running_config: { command: show running-config, complete: '^end' } }
        read_only: { allow: ['^show( |$)'] }
        """

    func problems(_ text: String) throws -> [String] {
        do {
            _ = try PlatformFile.decode(text)
            return []
        } catch let error as PlatformError {
            return error.problems.map(\.description)
        }
    }

    @Test func `a small file is enough`() throws {
        #expect(try self.problems(Self.good) == [])
    }

    @Test(arguments: [
        (
            "errors: ['^% Invalid']", "erors: ['^% Invalid']",
            "line 5, cli.erors: There is no such key. Did you mean «errors»?"
        ),
        (
            "'^% Invalid'", "'^% (Invalid'",
            "cli.errors[0]: «^% (Invalid» is no regular expression: expected ')' at character 12."
        ),
        ("(?<host>\\w+)# ", "\\w+# ", "line 3, cli.modes.privileged.prompt: The group «host» is missing"),
        (
            "ways: { privileged: end }", "ways: {}",
            "cli.modes.configuration: No way leads from this mode to «privileged»"
        ),
        (
            "ways: { configuration: configure terminal }", "ways: {}",
            "cli.modes.configuration: No way leads from «privileged» to this mode."
        ),
        ("ways: { privileged: enable }", "ways: { user: enable }", "A way of «user.ways» leads to its own mode."),
        (
            "ways: { privileged: enable }", "ways: { priviledged: enable }",
            "which is no mode of this platform. Did you mean «privileged»?"
        ),
        ("allow: ['^show( |$)']", "allow: ['^']", "«reload» would pass as a reading command."),
        ("allow: ['^show( |$)']", "allow: ['show ']", "must begin with ^"),
        ("allow: ['^show( |$)']", "allow: ['^display ']", "«show running-config», is not allowed itself."),
        (", complete: '^end'", "", "cli.commands.running_config.complete: Say what proves the output whole"),
        ("errors: ['^% Invalid']", "errors: '^% Invalid'", "cli.errors: Here must be a list."),
        ("errors:", "echoes_input: maybe\nerrors:", "cli.echoes_input: «maybe» is neither true nor false."),
        (
            "errors:", "terminal: { width: 1 }\nerrors:",
            "cli.terminal.width: «1» is not a whole number from 20 to 65535."
        ),
        (
            "errors:", "commit_style: candiate\nerrors:",
            "«candiate» is not allowed. Did you mean «candidate»? Allowed are: immediate, candidate."
        ),
        (
            "errors:", "commit_style: candidate\nerrors:",
            "cli.commands.commit: This key is missing: a platform with a candidate needs it."
        ),
        ("errors:", "pipeline_window: 8\nerrors:", "Lines that work at once must wait for one another"),
        (
            "'^end' }", "'^end' }, save: { command: write memory }",
            "cli.commands.save.success: Say what proves the success"
        ),
        (
            "'^end' }",
            "'^end' }, commit_confirmed: { command: commit confirmed, minimum: 1, maximum: 9, success: prompt }",
            "Exactly one of {minutes}, {seconds} and {time} must stand for the time."
        ),
        ("privileged: { prompt", "exec: { prompt", "cli.modes.exec.role: A mode of this name needs a role."),
        (
            "errors:", "facts: { commands: [{ command: show version, version: 'x' }] }\nerrors:",
            "cli.facts.commands[0].version: One of these groups is missing: value."
        ),
        ("errors:", "question_mark: literal\nerrors:", "Without «literal_key» a question mark cannot be typed."),
    ])
    func `what is wrong is said with its place, its key and what is allowed`(
        part: String, wrong: String, sentence: String
    )
        throws
    {
        let problems = try self.problems(Self.good.replacing(part, with: wrong))
        #expect(problems.contains { $0.contains(sentence) }, "\(problems)")
        #expect(problems.allSatisfy { $0.hasPrefix("test.yaml, line ") && ($0.hasSuffix(".") || $0.hasSuffix("?")) })
    }

    @Test func `every problem of a file is said at once`() throws {
        let text = Self.good.replacing("errors:", with: "erors:").replacing("(?<host>\\w+)> ", with: "x> ")
        #expect(try self.problems(text).count == 3)
    }

    @Test func `a file extends one other: maps are joined, lists replaced, an empty value removes`() throws {
        let base = try PlatformFile.node(
            "name: base\ntitle: Base\nvendor: V\ncli:\n"
                + Self.good.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"),
            file: "base.yaml")
        let own = try PlatformFile.node(
            "name: own\ntitle: Own\nextends: base\ncli:\n  errors: ['^bad']\n  read_only: { deny: ['>'] }\n",
            file: "own.yaml")
        let platform = try PlatformDescription(own, file: "own", extending: base)
        #expect(platform.vendor == "V")
        #expect(platform.cli.errors.map(\.source) == ["^bad"])
        #expect(platform.cli.readOnly.allow.count == 1)
        #expect(platform.cli.readOnly.deny.count == 1)
        #expect(throws: PlatformError.self) { try PlatformDescription(own, file: "own", extending: own) }
        #expect(throws: PlatformError.self) { try PlatformDescription(own, file: "own") }
        #expect(throws: PlatformError.self) { try PlatformDescription(own, file: "other", extending: base) }
    }
}
