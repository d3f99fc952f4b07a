import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Against a real OpenSSH server that runs a line-echoing script as its shell.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct SSHConnectionTests {
    let loop = EventLoop()
    /// Far more than needed: tests share the machine with others.
    static let patient = SSHTimeouts(
        resolve: .seconds(60), tcp: .seconds(60), keyExchange: .seconds(60), authentication: .seconds(60),
        channel: .seconds(60))
    static let parrot =
        "/bin/sh -c 'stty -echo; printf \"ready> \"; while read l; do printf \"you said %s\\nready> \" \"$l\"; done'"

    func connect(
        by engine: SSHEngineKind, to server: LoopbackSSHD, key: String? = nil, passphrase: String? = nil,
        hostKeys: HostKeyExpectation = .acceptFirst
    ) async throws -> SSHConnection {
        try await self.connect(
            by: engine, port: server.port, username: server.username,
            login: .privateKey(pem: key ?? server.userKey, passphrase: passphrase), hostKeys: hostKeys)
    }

    func connect(
        by engine: SSHEngineKind, to host: String = "127.0.0.1", port: UInt16, username: String = "a",
        login: SSHLogin = .password("b"), hostKeys: HostKeyExpectation = .acceptFirst,
        timeouts: SSHTimeouts = Self.patient
    ) async throws -> SSHConnection {
        try await SSHConnection.connect(
            to: SSHEndpoint(
                host: host, port: port, username: username, login: login, hostKeys: hostKeys, engine: .only(engine)),
            timeouts: timeouts, on: self.loop)
    }

    func read(_ shell: SSHChannel, until end: String) async throws -> String {
        var text: [UInt8] = []
        while !String(decoding: text, as: UTF8.self).hasSuffix(end) {
            let bytes = try #require(try await shell.read(until: .now + .seconds(60)))
            guard !bytes.isEmpty else { break }
            text += bytes
        }
        return String(decoding: text, as: UTF8.self)
    }

    func code(of work: () async throws -> Void) async -> SSHError.Code? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? SSHError)?.code
        }
    }

    @Test(arguments: SSHEngineKind.allCases, ["ed25519", "ecdsa"])
    func `a key signs in, and the shell answers`(engine: SSHEngineKind, type: String) async throws {
        let server = try LoopbackSSHD(program: Self.parrot, userKeyType: type)
        let connection = try await self.connect(by: engine, to: server)
        #expect(server.hostKey.hasPrefix(connection.hostKey.openSSH))
        let shell = try await connection.openShell()
        #expect(try await self.read(shell, until: "ready> ").hasSuffix("ready> "))
        try await shell.write(Array("hello\n".utf8))
        #expect(try await self.read(shell, until: "ready> ").contains("you said hello"))
        await connection.close()
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a key with a passphrase signs in only with the right one`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: Self.parrot, passphrase: "correct horse")
        let connection = try await self.connect(by: engine, to: server, passphrase: "correct horse")
        await connection.close()
        #expect(
            await self.code { _ = try await self.connect(by: engine, to: server, passphrase: "wrong") }
                == .badPrivateKey)
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a key that is not allowed is refused with the methods the server takes`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: Self.parrot)
        let other = try LoopbackSSHD(program: Self.parrot, userKeyType: "ed25519/other")
        let code = await self.code { _ = try await self.connect(by: engine, to: server, key: other.userKey) }
        #expect(code == .authenticationFailed(offeredMethods: ["publickey"]))
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a password is refused where only keys are taken`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: Self.parrot)
        let code = await self.code {
            _ = try await self.connect(
                by: engine, port: server.port, username: server.username, login: .password("secret"))
        }
        #expect(code == .authenticationFailed(offeredMethods: ["publickey"]))
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a pinned host key is accepted, another one refused before the login`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: Self.parrot)
        let first = try await self.connect(by: engine, to: server)
        await first.close()
        let second = try await self.connect(by: engine, to: server, hostKeys: .pinned([first.hostKey]))
        await second.close()
        let impostor = try LoopbackSSHD(program: Self.parrot, hostKeyType: "ecdsa")
        do {
            _ = try await self.connect(by: engine, to: impostor, hostKeys: .pinned([first.hostKey]))
            Issue.record("the impostor was accepted")
        } catch let error as SSHError {
            guard case .hostKeyChanged(let expected, let offered) = error.code else { throw error }
            #expect(expected == [first.hostKey])
            #expect(impostor.hostKey.hasPrefix(offered.openSSH))
            #expect(error.description.contains(first.hostKey.fingerprint))
            #expect(error.description.contains(offered.fingerprint))
            #expect(!impostor.log.contains("Accepted"))
            #expect(!impostor.log.contains("Postponed"))
        }
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `nobody listening is a refusal`(engine: SSHEngineKind) async throws {
        let port = try SilentServer.closedPort()
        let code = await self.code {
            _ = try await self.connect(by: engine, port: port)
        }
        #expect(code == .refused)
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a server that stays silent runs into the deadline of the key exchange`(engine: SSHEngineKind) async throws {
        let server = try SilentServer()
        let code = await self.code {
            _ = try await self.connect(
                by: engine, port: server.port, timeouts: SSHTimeouts(keyExchange: .milliseconds(300)))
        }
        #expect(code == .timedOut(.keyExchange))
    }

    /// libssh2 loops for as long as bytes come: one console server held up every session of a worker, deadlines included.
    @Test(arguments: SSHEngineKind.allCases, ["blah\r\n", "blah"])
    func `a server that talks without end is no SSH, and holds nobody up`(engine: SSHEngineKind, words: String)
        async throws
    {
        let server = try TalkingServer(words, withoutEnd: true)
        let error = await sshError { _ = try await self.connect(by: engine, port: server.port) }
        switch error?.code {
        case .keyExchange(nil), .disconnected(.keyExchange): break
        default: Issue.record("\(String(describing: error))")
        }
        #expect(error?.heard.starts(with: Array(words.utf8)) == true)
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a server of version 1 is left at once, and what it said is told`(engine: SSHEngineKind) async throws {
        let server = try TalkingServer("SSH-1.5-old\r\n")
        let error = await sshError { _ = try await self.connect(by: engine, port: server.port) }
        switch error?.code {
        case .keyExchange(nil), .disconnected(.keyExchange): break
        default: Issue.record("\(String(describing: error))")
        }
        #expect(error?.heard == Array("SSH-1.5-old\r\n".utf8))
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `what a server says before it hangs up is told`(engine: SSHEngineKind) async throws {
        let server = try TalkingServer("Exceeded MaxStartups\r\n", closes: true)
        let error = await sshError { _ = try await self.connect(by: engine, port: server.port) }
        #expect(error?.heard == Array("Exceeded MaxStartups\r\n".utf8))
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `the addresses of a name are tried in their order`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: Self.parrot)
        let connection = try await self.connect(
            by: engine, to: "localhost", port: server.port, username: server.username,
            login: .privateKey(pem: server.userKey, passphrase: nil))
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a name without address is unresolvable`(engine: SSHEngineKind) async throws {
        let code = await self.code {
            _ = try await self.connect(by: engine, to: "no-such-host.invalid", port: 22)
        }
        #expect(code == .unresolvable || code == .timedOut(.resolve))
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a server killed in the open session is a disconnect`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: Self.parrot)
        let connection = try await self.connect(by: engine, to: server)
        let shell = try await connection.openShell()
        _ = try await self.read(shell, until: "ready> ")
        server.killSessions()
        let code = await self.code {
            while let bytes = try await shell.read(until: .now + .seconds(60)), !bytes.isEmpty {}
        }
        #expect(code == .disconnected(.transfer))
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a shell that ends gives an empty read`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: "/bin/echo bye")
        let connection = try await self.connect(by: engine, to: server)
        let shell = try await connection.openShell()
        #expect(try await self.read(shell, until: "never").contains("bye"))
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `cancelling ends a wait at once and leaves other connections alone`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: Self.parrot)
        let connection = try await self.connect(by: engine, to: server)
        let shell = try await connection.openShell()
        let other = try await self.connect(by: engine, to: server)
        let otherShell = try await other.openShell()
        _ = try await self.read(shell, until: "ready> ")
        let waiting = Task { try await shell.read(until: .now + .seconds(60)) }
        let start = ContinuousClock.now
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(ContinuousClock.now - start < .seconds(5))
        await #expect(throws: SSHError.self) { try await shell.write([0x0A]) }
        #expect(try await self.read(otherShell, until: "ready> ").hasSuffix("ready> "))
        await other.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a megabyte arrives whole`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(
            program: "/bin/sh -c 'stty -opost; head -c 1000000 /dev/zero | tr \"\\000\" x; echo end'")
        let connection = try await self.connect(by: engine, to: server)
        let shell = try await connection.openShell()
        #expect(try await self.read(shell, until: "end\n").utf8.count == 1_000_004)
        await connection.close()
    }
}
