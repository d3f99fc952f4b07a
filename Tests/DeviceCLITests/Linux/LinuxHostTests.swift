import DeviceCLI
import Foundation
import SSH
import SSHTestSupport
import Testing

/// Commands on a Linux host, by both engines, against OpenSSH.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct LinuxHostTests {
    let room: LinuxRoom

    init() throws { self.room = try LinuxRoom() }

    @Test(arguments: SSHEngineKind.allCases)
    func `a command has two outputs, a status and a time`(engine: SSHEngineKind) async throws {
        let host = try await self.room.connect(engine)
        let result = try await host.run(LinuxCommand(.shell("echo out; echo err >&2; exit 3")))
        #expect(result.output.text == "out\n")
        #expect(result.error.text == "err\n")
        #expect(result.ending == .exited(3))
        #expect(result.firstWord.map { $0 <= result.duration } == true)
        let killed = try await host.run(LinuxCommand(.shell("kill -KILL $$")))
        #expect(killed.ending == .signalled("KILL"))
        await host.connection.close()
    }

    static let hostile = [
        "'", "\"", "$(touch hit)", "`touch hit`", "a b", "-rf", "*", "~", "\\", "!x", "#", "a\nb", "; touch hit", "& ",
        "|",
        "%s", "é\u{1F600}", "", "$HOME", "\t",
    ]

    @Test func `arguments, variables and folders stay words whatever they hold`() async throws {
        let host = try await self.room.connect()
        let folder = self.room.folder.path
        let print = try await host.run(
            LinuxCommand(.program(["printf", "%s\\n"] + Self.hostile.map { "[\($0)]" }), folder: folder))
        #expect(print.output.text == Self.hostile.map { "[\($0)]\n" }.joined())
        for word in Self.hostile {
            let result = try await host.run(
                LinuxCommand(.shell("printf %s \"$LAB\""), environment: ["LAB": word], folder: folder))
            #expect(result.output.text == word)
        }
        for word in Self.hostile where !word.isEmpty {
            let path = folder + "/" + word
            _ = try await host.run(LinuxCommand(.program(["mkdir", path])))
            let result = try await host.run(LinuxCommand(.program(["pwd"]), folder: path))
            #expect(result.output.text == path + "\n")
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/hit"))
        await host.connection.close()
    }

    @Test func `what cannot be a word is refused before anything is sent`() async throws {
        let host = try await self.room.connect()
        let bad: [LinuxCommand] = [
            LinuxCommand(.program([])), LinuxCommand(.program(["a\0b"])), LinuxCommand(.shell("a\0b")),
            LinuxCommand(.shell("a"), environment: ["a b": "x"]), LinuxCommand(.shell("a"), environment: ["1": "x"]),
            LinuxCommand(.script("x", interpreter: "sh", arguments: []), terminal: SSHTerminal()),
        ]
        for command in bad {
            let error = await linuxError { _ = try await host.run(command) }
            guard case .invalid = error?.code else {
                Issue.record("\(command) was taken")
                continue
            }
        }
        await host.connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a command reads its input while it prints, and each is whole`(engine: SSHEngineKind) async throws {
        let host = try await self.room.connect(engine)
        let bytes = [UInt8]((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) })
        let result = try await host.run(LinuxCommand(.program(["cat"]), input: bytes, mostOutput: 8 << 20))
        // Compared first, because three million numbers are no help in a failure.
        let (isSame, ending) = (result.output.first == bytes, result.ending)
        #expect(isSame)
        #expect(ending == .exited(0))
        await host.connection.close()
    }

    @Test func `a script reaches its interpreter by standard input, with arguments`() async throws {
        let host = try await self.room.connect()
        let shell = try await host.run(
            LinuxCommand(
                .script(
                    "for a in \"$@\"; do echo \"<$a>\"; done\nexit 4\n", interpreter: "sh", arguments: ["-x", "b c"])))
        #expect(shell.output.text == "<-x>\n<b c>\n")
        #expect(shell.ending == .exited(4))
        let perl = try await host.run(
            LinuxCommand(.script("print \"@ARGV\\n\"; exit 5;", interpreter: "/usr/bin/perl", arguments: ["it's"])))
        #expect(perl.output.text == "it's\n")
        #expect(perl.ending == .exited(5))
        let nobody = try await host.run(LinuxCommand(.script("x", interpreter: "no-such-thing", arguments: [])))
        #expect(nobody.ending == .exited(127))
        await host.connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a terminal has its size, one stream, and shows nothing of what we send first`(engine: SSHEngineKind)
        async throws
    {
        let host = try await self.room.connect(engine)
        let result = try await host.run(
            LinuxCommand(
                .shell("stty size; echo bad >&2; tty >/dev/null && echo \"is one, $LAB\""),
                environment: ["LAB": "hidden"],
                terminal: SSHTerminal(type: "vt100", width: 99, height: 33)))
        #expect(result.output.text == "33 99\r\nbad\r\nis one, hidden\r\n")
        let long = String(repeating: "x", count: 10_000)
        let echo = try await host.run(
            LinuxCommand(.shell("echo \"$LAB\""), environment: ["LAB": long], terminal: SSHTerminal()))
        #expect(echo.output.text == long + "\r\n")
        await host.connection.close()
    }

    @Test func `of an endless output the beginning and the end are kept`() async throws {
        let host = try await self.room.connect()
        let result = try await host.run(
            LinuxCommand(.shell("echo first; head -c 5000000 /dev/zero | tr '\\0' x; echo last"), mostOutput: 20_000))
        #expect(result.output.count == 5_000_011)
        #expect(result.output.first.count + result.output.last.count == 20_000)
        #expect(result.output.text.hasPrefix("first\nxxx"))
        #expect(result.output.text.hasSuffix("xxxlast\n"))
        #expect(result.output.text.contains("[… 4980011 bytes left out …]"))
        await host.connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a command that takes too long is ended with what it started, and the connection goes on`(
        engine: SSHEngineKind
    )
        async throws
    {
        let host = try await self.room.connect(engine)
        let folder = self.room.folder.path
        let text = "trap 'echo ended >child' TERM; echo begun; sleep 300 & trap 'touch child; exit' TERM; wait"
        let result = try await host.run(LinuxCommand(.shell(text), folder: folder, limit: .seconds(3)))
        #expect(result.ending == .timedOut)
        #expect(result.output.text == "begun\n")
        try await self.room.await("child")
        #expect(try await host.run(LinuxCommand(.shell("echo on"))).output.text == "on\n")
        await host.connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a command that never falls silent, or has closed its outputs, has its limit as well`(engine: SSHEngineKind)
        async throws
    {
        let host = try await self.room.connect(engine)
        for text in ["trap 'exit 0' TERM; while :; do echo y; done", "exec >&- 2>&-; sleep 300"] {
            let result = try await host.run(LinuxCommand(.shell(text), mostOutput: 100, limit: .seconds(2)))
            #expect(result.ending == .timedOut)
            #expect(result.duration < .seconds(30))
        }
        let late = try await host.run(LinuxCommand(.shell("exec >&- 2>&-; sleep 1; exit 8")))
        #expect(late.ending == .exited(8))
        await host.connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a cancelled command is ended, and the connection goes on`(engine: SSHEngineKind) async throws {
        let host = try await self.room.connect(engine)
        let folder = self.room.folder.path
        let work = Task {
            try await host.run(
                LinuxCommand(.shell("trap 'touch ended; exit' TERM; touch begun; sleep 300 & wait"), folder: folder))
        }
        try await self.room.await("begun")
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        try await self.room.await("ended")
        #expect(try await host.run(LinuxCommand(.shell("echo on"))).output.text == "on\n")
        await host.connection.close()
    }

    @Test func `the list of processes shows neither variables nor lines nor scripts`() async throws {
        let host = try await self.room.connect()
        let result = try await host.run(
            LinuxCommand(.shell("hush=s3cr3t-line; ps -A -o args="), environment: ["KEY": "s3cr3t-value"]))
        #expect(result.output.text.contains("ps -A -o args="))
        #expect(!result.output.text.contains("s3cr3t"))
        await host.connection.close()
    }
}
