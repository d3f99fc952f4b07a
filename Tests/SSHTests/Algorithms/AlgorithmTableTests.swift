import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Every line of the table of algorithms, by both engines, against an OpenSSH server that takes nothing else.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct AlgorithmTableTests {
    let loop = EventLoop()

    static let hostKeyTypes = [
        "ssh-ed25519": "ed25519", "ecdsa-sha2-nistp256": "ecdsa-256", "ecdsa-sha2-nistp384": "ecdsa-384",
        "ecdsa-sha2-nistp521": "ecdsa-521", "rsa-sha2-512": "rsa-2048", "rsa-sha2-256": "rsa-2048",
        "ssh-rsa": "rsa-2048", "ssh-dss": "dsa",
    ]

    static func server(only algorithm: SSHAlgorithm) throws -> LoopbackSSHD {
        let setting =
            switch algorithm.kind {
            case .keyExchange: "KexAlgorithms \(algorithm.name)"
            case .hostKey: "HostKeyAlgorithms \(algorithm.name)"
            case .cipher: "Ciphers \(algorithm.name)"
            case .mac: "Ciphers aes256-ctr\nMACs \(algorithm.name)"
            }
        let type = algorithm.kind == .hostKey ? try #require(Self.hostKeyTypes[algorithm.name]) : "ed25519"
        return try LoopbackSSHD(program: "/bin/echo hello", hostKeyType: type, extra: setting)
    }

    func connect(
        to server: LoopbackSSHD, engine: SSHEndpoint.PreferredEngine? = nil, algorithms: SSHAlgorithmPolicy = .legacy
    ) async throws -> SSHConnection {
        try await SSHConnection.connect(
            to: SSHEndpoint(
                host: "127.0.0.1", port: server.port, username: server.username,
                login: .privateKey(pem: server.userKey, passphrase: nil), hostKeys: .acceptFirst,
                algorithms: algorithms, engine: engine), timeouts: .patient, on: self.loop)
    }

    func greeting(of connection: SSHConnection) async throws -> String {
        let channel = try await connection.open(.command("ignored"))
        var text: [UInt8] = []
        while let bytes = try await channel.read(until: .now + .seconds(60)), !bytes.isEmpty { text += bytes }
        await connection.close()
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: SSHAlgorithm.all)
    func `each algorithm is spoken by the engines it is listed with, found by itself, and legacy only when allowed`(
        algorithm: SSHAlgorithm
    ) async throws {
        let server = try Self.server(only: algorithm)
        for engine in SSHEngineKind.allCases { try await self.check(algorithm, by: engine, server) }
        if algorithm.isLegacy {
            let error = await sshError { _ = try await self.connect(to: server, algorithms: .modern) }
            guard case .keyExchange(let mismatch?) = error?.code else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(mismatch.missing == [algorithm.kind])
            #expect(mismatch.legacyWouldHelp)
            #expect(error?.description.contains(algorithm.name) == true)
            #expect(error?.description.contains("Allow legacy algorithms for this device") == true)
        }
        let connection = try await self.connect(to: server)
        let isUsual = algorithm.engines.contains(.libssh2)
        #expect(connection.engine == (isUsual ? .libssh2 : .libssh))
        #expect(connection.engineReason == (isUsual ? .usual : .algorithms))
        #expect(try await self.greeting(of: connection) == "hello\n")
    }

    func check(_ algorithm: SSHAlgorithm, by engine: SSHEngineKind, _ server: LoopbackSSHD) async throws {
        guard algorithm.engines.contains(engine) else {
            let error = await sshError { _ = try await self.connect(to: server, engine: .only(engine)) }
            guard case .keyExchange(let mismatch?) = error?.code else {
                Issue.record("\(engine): \(String(describing: error))")
                return
            }
            #expect(mismatch.missing == [algorithm.kind])
            return
        }
        let connection = try await self.connect(to: server, engine: .only(engine))
        #expect(connection.algorithms.all.contains { $0.kind == algorithm.kind && $0.name == algorithm.name })
        #expect(connection.algorithms.legacy == (algorithm.isLegacy ? [algorithm.name] : []))
        #expect(connection.offer?.identification.hasPrefix("SSH-2.0-OpenSSH") == true)
        #expect(try await self.greeting(of: connection) == "hello\n")
    }

    @Test func `what worked the last time comes first, and is left when the server has changed`() async throws {
        let modern = try Self.server(only: #require(.named("chacha20-poly1305@openssh.com", .cipher)))
        let kept = try await self.connect(to: modern, engine: .remembered(.libssh))
        #expect((kept.engine, kept.engineReason) == (.libssh, .remembered))
        await kept.close()
        let old = try Self.server(only: #require(.named("hmac-md5", .mac)))
        let changed = try await self.connect(to: old, engine: .remembered(.libssh))
        #expect((changed.engine, changed.engineReason) == (.libssh2, .algorithms))
        await changed.close()
    }

    @Test func `a server that shares nothing with any engine is told apart from one that needs the opt-in`()
        async throws
    {
        let server = try LoopbackSSHD(
            program: "/bin/true", extra: "KexAlgorithms sntrup761x25519-sha512@openssh.com")
        let error = await sshError { _ = try await self.connect(to: server, algorithms: .modern) }
        guard case .keyExchange(let mismatch?) = error?.code else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(mismatch.missing == [.keyExchange])
        #expect(!mismatch.legacyWouldHelp)
    }

    @Test func `the README's table has every algorithm, weak ones apart`() throws {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { folder, _ in folder.deletingLastPathComponent() }
        let readme = [root, root.deletingLastPathComponent()].map { $0.appending(path: "README.md") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
        let lines = try String(contentsOf: #require(readme), encoding: .utf8).split(separator: "\n")
        let titles: [SSHAlgorithm.Kind: String] = [
            .keyExchange: "Key exchange", .hostKey: "Host key", .cipher: "Cipher", .mac: "MAC",
        ]
        for algorithm in SSHAlgorithm.all {
            let title = try #require(titles[algorithm.kind])
            let cells = try #require(lines.first { $0.hasPrefix("| \(title) |") }).split(separator: "|")
            #expect(cells[algorithm.isLegacy ? 2 : 1].contains("`\(algorithm.name)`"))
        }
    }
}
