import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// What a connection tells of its own stages, by both engines.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct StageTimeTests {
    let loop = EventLoop()

    private func endpoint(
        _ server: LoopbackSSHD, _ engine: SSHEngineKind?, login: SSHLogin? = nil,
        hostKeys: HostKeyExpectation = .acceptFirst
    ) -> SSHEndpoint {
        SSHEndpoint(
            host: "127.0.0.1", port: server.port, username: server.username,
            login: login ?? .privateKey(pem: server.userKey, passphrase: nil), hostKeys: hostKeys,
            engine: engine.map { .only($0) })
    }

    /// The stages that were passed before a failure.
    private func passed(_ endpoint: SSHEndpoint) async -> [SSHStage]? {
        do {
            await (try SSHConnection.connect(to: endpoint, timeouts: .patient, on: self.loop)).close()
            return nil
        } catch {
            return (error as? SSHError)?.passed.map(\.stage)
        }
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `each stage takes its time, and all together no more than the whole`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: nil)
        let start = ContinuousClock.now
        let connection = try await SSHConnection.connect(
            to: self.endpoint(server, engine), timeouts: .patient, on: self.loop)
        let whole = ContinuousClock.now - start
        #expect(connection.times.map(\.stage) == [.resolve, .tcp, .keyExchange, .authentication])
        #expect(connection.times.allSatisfy { $0.took > .zero })
        #expect(connection.times.reduce(.zero) { $0 + $1.took } <= whole)
        await connection.close()
    }

    @Test func `two engines that were tried count together`() async throws {
        // libssh2 knows neither of these.
        let server = try LoopbackSSHD(program: nil, extra: "Ciphers aes256-gcm@openssh.com")
        let connection = try await SSHConnection.connect(
            to: self.endpoint(server, nil), timeouts: .patient, on: self.loop)
        #expect(connection.engine == .libssh)
        #expect(connection.times.map(\.stage) == [.resolve, .tcp, .keyExchange, .authentication])
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a jump host looks the name up itself`(engine: SSHEngineKind) async throws {
        let servers = try (0..<2).map { _ in try LoopbackSSHD(program: nil) }
        let hop = try await SSHCarrier.connect(to: self.endpoint(servers[0], engine), timeouts: .patient, on: self.loop)
        let connection = try await SSHConnection.connect(
            to: self.endpoint(servers[1], engine), through: hop, timeouts: .patient)
        #expect(connection.times.map(\.stage) == [.tcp, .keyExchange, .authentication])
        await connection.close()
        await hop.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a failure tells the stages that were passed`(engine: SSHEngineKind) async throws {
        let server = try LoopbackSSHD(program: nil)
        #expect(
            await self.passed(self.endpoint(server, engine, login: .password("wrong"))) == [
                .resolve, .tcp, .keyExchange,
            ])
        // The keys were exchanged, and one of them is another one.
        #expect(
            await self.passed(self.endpoint(server, engine, hostKeys: .pinned([]))) == [.resolve, .tcp, .keyExchange])
        let nowhere = SSHEndpoint(
            host: "127.0.0.1", port: 1, username: "a", login: .password("b"), hostKeys: .acceptFirst,
            engine: .only(engine))
        #expect(await self.passed(nowhere) == [.resolve])
    }
}
