import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

@testable import DeviceCLI

/// Sessions kept between uses, with a look-alike of IOS behind a real sshd.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct SessionPoolTests {
    let device: FakeIOS
    let loop = EventLoop()

    init() throws {
        self.device = try FakeIOS()
    }

    func connector(_ pool: SessionPool, context: String = "main", enable: String = "enable-secret") throws
        -> DeviceConnector
    {
        DeviceConnector(
            loop: self.loop, platform: try PlatformFile.load("cisco_ios"),
            address: DeviceAddress(host: "127.0.0.1", port: self.device.server.port),
            login: DeviceLogin(
                username: self.device.server.username,
                login: .privateKey(pem: self.device.server.userKey, passphrase: nil), enablePassword: enable),
            access: .ssh(hostKeys: .acceptFirst), timeouts: .patient,
            pooled: PoolUse(pool, context: context, platform: "cisco_ios"))
    }

    var logins: Int { self.device.server.log.components(separatedBy: "Accepted publickey").count - 1 }

    @Test func `reading and writing one after the other is one login, and the pool closes it`() async throws {
        let pool = SessionPool(loop: self.loop)
        let connector = try self.connector(pool)
        for _ in 0..<3 {
            let text = try await connector.withReadOnlyConnection { try await $0.runningConfiguration() }
            #expect(text.contains("hostname"))
        }
        try await connector.withWritingConnection { _ = try await $0.configure(["ntp server 192.0.2.9"]) }
        #expect(self.logins == 1)
        #expect(pool.counts == (1, 1, 0))
        await pool.close()
        #expect(pool.counts == (0, 0, 0))
        await #expect(throws: DeviceError.self) {
            try await connector.withReadOnlyConnection { await $0.hostname() }
        }
    }

    @Test func `another context and another secret get sessions of their own`() async throws {
        let pool = SessionPool(loop: self.loop)
        _ = try await self.connector(pool).withReadOnlyConnection { await $0.hostname() }
        _ = try await self.connector(pool, context: "other").withReadOnlyConnection { await $0.hostname() }
        let wrong = try self.connector(pool, enable: "wrong")
        await #expect(throws: DeviceError.self) { try await wrong.withReadOnlyConnection { await $0.hostname() } }
        #expect(self.logins == 3)
        await pool.close()
    }

    @Test func `a session that died while nobody looked is replaced without a word`() async throws {
        let pool = SessionPool(loop: self.loop)
        let connector = try self.connector(pool)
        _ = try await connector.withReadOnlyConnection { await $0.hostname() }
        self.device.server.killSessions()
        #expect(try await connector.withReadOnlyConnection { await $0.hostname() } == "sw1")
        #expect(self.logins == 2)
        #expect(pool.counts == (1, 1, 0))
        await pool.close()
    }

    @Test func `a use that fails takes its session with it`() async throws {
        struct Sudden: Error {}
        let pool = SessionPool(loop: self.loop)
        let connector = try self.connector(pool)
        await #expect(throws: Sudden.self) {
            try await connector.withReadOnlyConnection { _ in throw Sudden() }
        }
        #expect(pool.counts == (0, 0, 0))
        _ = try await connector.withReadOnlyConnection { await $0.hostname() }
        #expect(self.logins == 2)
        await pool.close()
    }

    @Test func `at the cap of a device uses wait for one another, and one that is cancelled leaves the line`()
        async throws
    {
        let pool = SessionPool(limits: PoolLimits(perDevice: 1), loop: self.loop)
        let connector = try self.connector(pool)
        let held = AsyncStream<Void>.makeStream()
        let release = AsyncStream<Void>.makeStream()
        let first = Task {
            try await connector.withReadOnlyConnection { _ in
                held.continuation.yield()
                for await _ in release.stream { break }
            }
        }
        for await _ in held.stream { break }
        let impatient = Task { try await connector.withReadOnlyConnection { await $0.hostname() } }
        while pool.counts.waiting == 0 { await Task.yield() }
        impatient.cancel()
        await #expect(throws: (any Error).self) { try await impatient.value }
        #expect(pool.counts.waiting == 0)
        let second = Task { try await connector.withReadOnlyConnection { await $0.hostname() } }
        while pool.counts.waiting == 0 { await Task.yield() }
        release.continuation.yield()
        try await first.value
        #expect(try await second.value == "sw1")
        #expect(self.logins == 1)
        await pool.close()
    }

    @Test func `nobody giving back in time is an error that says so`() async throws {
        let pool = SessionPool(limits: PoolLimits(perDevice: 1, waiting: .milliseconds(50)), loop: self.loop)
        let connector = try self.connector(pool)
        try await connector.withReadOnlyConnection { _ in
            do {
                _ = try await connector.withReadOnlyConnection { await $0.hostname() }
                Issue.record("there were two sessions")
            } catch let error as DeviceError {
                #expect(error.code == .timeout(.session))
                #expect(error.description.contains("waiting for a free session"))
            }
        }
        await pool.close()
    }

    @Test func `idle sessions are kept alive, and end when they are old`() async throws {
        let limits = PoolLimits(idleAge: .milliseconds(400), keepAlive: .milliseconds(50))
        let pool = SessionPool(limits: limits, loop: self.loop)
        let connector = try self.connector(pool)
        _ = try await connector.withReadOnlyConnection { await $0.hostname() }
        while pool.counts.all > 0 { await Task.yield() }
        _ = try await connector.withReadOnlyConnection { await $0.hostname() }
        #expect(self.logins == 2)
        await pool.close()
    }
}
