import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Every kind of login, by both engines, against OpenSSH.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct AuthenticationTests {
    let loop = EventLoop()
    static let isRoot = getuid() == 0

    func signIn(
        to server: LoopbackSSHD, _ login: SSHLogin, _ engine: SSHEndpoint.PreferredEngine? = nil,
        _ algorithms: SSHAlgorithmPolicy = .modern
    ) async throws -> SSHConnection {
        try await SSHConnection.connect(
            to: SSHEndpoint(
                host: "127.0.0.1", port: server.port, username: server.username, login: login, hostKeys: .acceptFirst,
                algorithms: algorithms, engine: engine), timeouts: .patient, on: self.loop)
    }

    @Test(
        .enabled(if: isRoot, "an account of its own needs root"), arguments: SSHEngineKind.allCases,
        ["PasswordAuthentication yes", "KbdInteractiveAuthentication yes\nUsePAM yes"])
    func `a password signs in, typed or asked for, and a wrong one does not`(engine: SSHEngineKind, method: String)
        async throws
    {
        let server = try LoopbackSSHD(program: "/bin/true", password: "correct horse", extra: method)
        await (try self.signIn(to: server, .password("correct horse"), .only(engine))).close()
        let error = await sshError { _ = try await self.signIn(to: server, .password("wrong"), .only(engine)) }
        let taken = method.hasPrefix("Password") ? "password" : "keyboard-interactive"
        #expect(error?.code == .authenticationFailed(offeredMethods: ["publickey", taken]))
        #expect(error.map { "\($0) \($0.debugDescription)".contains("wrong") } == false)
    }

    @Test(arguments: ["ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa-3072"], ["", "correct horse"])
    func `each type of key signs in, with the engine that can`(type: String, passphrase: String) async throws {
        let server = try LoopbackSSHD(program: "/bin/true", userKeyType: type, passphrase: passphrase)
        let connection = try await self.signIn(
            to: server, .privateKey(pem: server.userKey, passphrase: passphrase.isEmpty ? nil : passphrase))
        let isRSA = type.hasPrefix("rsa")
        #expect(connection.engine == (isRSA ? .libssh : .libssh2))
        #expect(connection.engineReason == (isRSA ? .rsaLogin : .usual))
        await connection.close()
    }

    @Test(arguments: ["PEM", "PKCS8"], ["rsa-2048", "ecdsa-256"])
    func `keys in the older forms sign in`(form: String, type: String) async throws {
        let server = try LoopbackSSHD(program: "/bin/true", userKeyType: type)
        let folder = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
        try server.userKey.write(toFile: folder, atomically: false, encoding: .utf8)
        defer { unlink(folder) }
        chmod(folder, 0o600)
        try ChildProcess.run(["/usr/bin/ssh-keygen", "-q", "-p", "-N", "", "-P", "", "-m", form, "-f", folder])
        let pem = try String(contentsOfFile: folder, encoding: .utf8)
        #expect(!pem.contains("OPENSSH"))
        let connection = try await self.signIn(to: server, .privateKey(pem: pem, passphrase: nil))
        #expect(connection.engineReason == (type == "rsa-2048" ? .rsaLogin : .usual))
        await connection.close()
    }

    @Test func `an RSA key signs in to an old server with SHA-1 only when legacy algorithms are allowed`() async throws
    {
        let server = try LoopbackSSHD(
            program: "/bin/true", userKeyType: "rsa-2048", extra: "PubkeyAcceptedAlgorithms ssh-rsa")
        let login = SSHLogin.privateKey(pem: server.userKey, passphrase: nil)
        let error = await sshError { _ = try await self.signIn(to: server, login) }
        #expect(error?.code == .authenticationFailed(offeredMethods: ["publickey"]))
        // This server says that it takes SHA-2 and does not, so only the engine that knows nothing else gets in.
        await (try self.signIn(to: server, login, .only(.libssh2), .legacy)).close()
    }

    @Test(arguments: SSHEngineKind.allCases, ["ed25519", "rsa-2048"])
    func `an agent's keys sign in`(engine: SSHEngineKind, type: String) async throws {
        let server = try LoopbackSSHD(program: "/bin/true", userKeyType: type)
        let folder = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let socket = "\(folder)/agent"
        let agent = try ChildProcess(["/usr/bin/ssh-agent", "-D", "-a", socket])
        defer { agent.kill(SIGTERM) }
        try server.userKey.write(toFile: "\(folder)/key", atomically: false, encoding: .utf8)
        chmod("\(folder)/key", 0o600)
        // The agent listens when its socket is there; ssh-add is asked until it is.
        var added = false
        for _ in 0..<500 where !added {
            added =
                (try? ChildProcess(
                    ["/usr/bin/ssh-add", "-q", "\(folder)/key"], environment: ["SSH_AUTH_SOCK": socket]))?.wait() == 0
        }
        try #require(added)
        let isPossible = engine == .libssh || type == "ed25519"
        if isPossible {
            await (try self.signIn(to: server, .agent(socket: socket), .only(engine))).close()
        } else {
            let error = await sshError { _ = try await self.signIn(to: server, .agent(socket: socket), .only(engine)) }
            #expect(error?.code == .authenticationFailed(offeredMethods: ["publickey"]))
        }
        let chosen = try await self.signIn(to: server, .agent(socket: socket))
        #expect(chosen.engine == .libssh)
        await chosen.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `an agent that is not there is a sentence`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: "/bin/true")
        let error = await sshError {
            _ = try await self.signIn(to: server, .agent(socket: "/nonexistent"), .only(engine))
        }
        #expect(error != nil)
    }
}
