import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Connections through one and two jump hosts, all of them OpenSSH, with every pair of engines.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct JumpHostTests {
    let loop = EventLoop()

    func endpoint(_ server: LoopbackSSHD, _ engine: SSHEngineKind) -> SSHEndpoint {
        SSHEndpoint(
            host: "127.0.0.1", port: server.port, username: server.username,
            login: .privateKey(pem: server.userKey, passphrase: nil), hostKeys: .acceptFirst, engine: .only(engine))
    }

    func output(_ connection: SSHConnection, _ command: String) async throws -> [UInt8] {
        let channel = try await connection.open(.command(command))
        var text: [UInt8] = []
        while let bytes = try await channel.read(until: .now + .seconds(300)), !bytes.isEmpty { text += bytes }
        return text
    }

    @Test(arguments: SSHEngineKind.allCases, SSHEngineKind.allCases)
    func `two hops carry many connections at once, each whole`(hop: SSHEngineKind, target: SSHEngineKind) async throws {
        let servers = try (0..<3).map { _ in try LoopbackSSHD(program: nil) }
        let first = try await SSHCarrier.connect(to: self.endpoint(servers[0], hop), timeouts: .patient, on: self.loop)
        let second = try await SSHCarrier.connect(
            to: self.endpoint(servers[1], target), through: first, timeouts: .patient, on: self.loop)
        let endpoint = self.endpoint(servers[2], target)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...5 {
                group.addTask {
                    let connection = try await SSHConnection.connect(to: endpoint, through: second, timeouts: .patient)
                    let text = try await self.output(
                        connection, "head -c \(number * 300_000) /dev/zero | tr '\\000' '\(number)'")
                    // Not the arrays themselves: to show how two of this size differ would take minutes.
                    let isWhole = text.count == number * 300_000 && text.allSatisfy { $0 == 0x30 + UInt8(number) }
                    #expect(isWhole, "\(text.count) bytes of \(number * 300_000)")
                    await connection.close()
                }
            }
            try await group.waitForAll()
        }
        // What is closed leaves room for what comes after it.
        let again = try await SSHConnection.connect(to: endpoint, through: second, timeouts: .patient)
        #expect(try await self.output(again, "echo again") == Array("again\n".utf8))
        await again.close()
        await second.close()
        await first.close()
        #expect(await !first.isOpen)
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a target that is not there, and a jump host that may not, are named and harm no other`(engine: SSHEngineKind)
        async throws
    {
        let server = try LoopbackSSHD(program: nil)
        let hop = try await SSHCarrier.connect(to: self.endpoint(server, engine), timeouts: .patient, on: self.loop)
        var missing = self.endpoint(server, engine)
        missing.port = try SilentServer.closedPort()
        let error = await sshError {
            _ = try await SSHConnection.connect(to: missing, through: hop, timeouts: .patient)
        }
        #expect(error?.code == .notForwarded(to: "127.0.0.1:\(missing.port)"))
        #expect(error?.description.contains("127.0.0.1:\(server.port)") == true)
        let target = try LoopbackSSHD(program: nil)
        let connection = try await SSHConnection.connect(
            to: self.endpoint(target, engine), through: hop, timeouts: .patient)
        await connection.close()
        await hop.close()

        let strict = try LoopbackSSHD(program: nil, extra: "AllowTcpForwarding no")
        let closed = try await SSHCarrier.connect(to: self.endpoint(strict, engine), timeouts: .patient, on: self.loop)
        let refusal = await sshError {
            _ = try await SSHConnection.connect(to: self.endpoint(target, engine), through: closed, timeouts: .patient)
        }
        #expect(refusal?.code == .notForwarded(to: "127.0.0.1:\(target.port)"))
        await closed.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a jump host that dies ends what went through it, at once`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: nil)
        let target = try LoopbackSSHD(program: nil)
        let hop = try await SSHCarrier.connect(to: self.endpoint(server, engine), timeouts: .patient, on: self.loop)
        let connection = try await SSHConnection.connect(
            to: self.endpoint(target, engine), through: hop, timeouts: .patient)
        let channel = try await connection.open(.command("cat"))
        try await channel.write(Array("x".utf8))
        #expect(try await channel.read(until: .now + .seconds(60)) == Array("x".utf8))
        server.killSessions()
        let error = await sshError {
            while let bytes = try await channel.read(until: .now + .seconds(60)), !bytes.isEmpty {}
        }
        #expect(error?.code == .disconnected(.transfer))
        let late = await sshError {
            _ = try await SSHConnection.connect(to: self.endpoint(target, engine), through: hop, timeouts: .patient)
        }
        #expect(late?.code == .disconnected(.tcp))
    }

    @Test func `a target behind the jump host that stays silent runs into its own deadline`() async throws {
        let server = try LoopbackSSHD(program: nil)
        let silent = try SilentServer()
        let hop = try await SSHCarrier.connect(to: self.endpoint(server, .libssh2), timeouts: .patient, on: self.loop)
        var endpoint = self.endpoint(server, .libssh2)
        endpoint.port = silent.port
        let error = await sshError {
            _ = try await SSHConnection.connect(
                to: endpoint, through: hop, timeouts: SSHTimeouts(keyExchange: .milliseconds(300)))
        }
        #expect(error?.code == .timedOut(.keyExchange))
        await hop.close()
    }
}
