import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Commands, subsystems and their ends, by both engines, against OpenSSH.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct ChannelTests {
    let loop = EventLoop()
    let server: LoopbackSSHD

    init() throws {
        self.server = try LoopbackSSHD(
            program: nil, extra: "AcceptEnv LAB_*\nSubsystem parrot /bin/cat\nSubsystem sftp internal-sftp")
    }

    func connect(_ engine: SSHEngineKind) async throws -> SSHConnection {
        try await SSHConnection.connect(
            to: SSHEndpoint(
                host: "127.0.0.1", port: self.server.port, username: self.server.username,
                login: .privateKey(pem: self.server.userKey, passphrase: nil), hostKeys: .acceptFirst,
                engine: .only(engine)), timeouts: .patient, on: self.loop)
    }

    func all(_ channel: SSHChannel, _ stream: SSHOutput = .standard) async throws -> String {
        var text: [UInt8] = []
        while let bytes = try await channel.read(stream, until: .now + .seconds(60)), !bytes.isEmpty { text += bytes }
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a command has two outputs and a status, and several follow each other in one connection`(
        engine: SSHEngineKind
    ) async throws {
        let connection = try await self.connect(engine)
        for status: Int32 in [0, 3] {
            let channel = try await connection.open(
                .command("echo \"out $LAB_X\"; echo bad >&2; exit \(status)"), variables: ["LAB_X": "x y"])
            #expect(try await self.all(channel) == "out x y\n")
            #expect(try await self.all(channel, .error) == "bad\n")
            #expect(try await channel.finish(within: .seconds(60)) == .status(status))
        }
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a command that a signal ends says which`(engine: SSHEngineKind) async throws {
        let connection = try await self.connect(engine)
        let channel = try await connection.open(.command("kill -KILL $$"))
        #expect(try await self.all(channel) == "")
        #expect(try await channel.finish(within: .seconds(60)) == .signal("KILL"))
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a megabyte goes to a command's input and comes back`(engine: SSHEngineKind) async throws {
        let connection = try await self.connect(engine)
        let channel = try await connection.open(.command("wc -c"))
        let block = [UInt8](repeating: 0x61, count: 1 << 20)
        try await channel.write(block, within: .seconds(60))
        try await channel.endInput()
        #expect(try await self.all(channel).trimmingCharacters(in: .whitespacesAndNewlines) == "1048576")
        #expect(try await channel.finish() == .status(0))
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a subsystem is reached by its name, an unknown one is refused`(engine: SSHEngineKind) async throws {
        let connection = try await self.connect(engine)
        let channel = try await connection.open(.subsystem("parrot"))
        try await channel.write(Array("hello\n".utf8))
        #expect(try await channel.read(until: .now + .seconds(60)) == Array("hello\n".utf8))
        await connection.close()
        let other = try await self.connect(engine)
        let error = await sshError { _ = try await other.open(.subsystem("nonsense")) }
        #expect(error?.code == .protocolError)
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a terminal has the size that was asked for`(engine: SSHEngineKind) async throws {
        let connection = try await self.connect(engine)
        let channel = try await connection.open(
            .command("stty size; echo $TERM"), terminal: SSHTerminal(type: "vt220", width: 123, height: 45))
        #expect(try await self.all(channel) == "45 123\r\nvt220\r\n")
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a terminal that changes its size tells the program`(engine: SSHEngineKind) async throws {
        let connection = try await self.connect(engine)
        let channel = try await connection.open(
            .command("stty -echo; echo ready; read line; stty size"),
            terminal: SSHTerminal(type: "vt100", width: 80, height: 24))
        var seen: [UInt8] = []
        while !String(decoding: seen, as: UTF8.self).contains("ready"),
            let bytes = try await channel.read(until: .now + .seconds(60)), !bytes.isEmpty
        { seen += bytes }
        try await channel.resize(SSHTerminal(type: "vt100", width: 132, height: 50))
        try await channel.write(Array("\n".utf8))
        #expect(try await self.all(channel).contains("50 132\r\n"))
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `an idle connection is kept alive without a word on the command line`(engine: SSHEngineKind) async throws {
        let connection = try await self.connect(engine)
        let channel = try await connection.open(.command("cat"))
        for _ in 0..<3 { try await connection.keepAlive(within: .seconds(60)) }
        try await channel.write(Array("still here\n".utf8))
        #expect(try await channel.read(until: .now + .seconds(60)) == Array("still here\n".utf8))
        await connection.close()
    }
}
