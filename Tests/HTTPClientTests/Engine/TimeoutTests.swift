import Foundation
import SSHTestSupport
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct TimeoutTests {
    let servers: TestServers
    let client = HTTPClient.make()

    init() throws { self.servers = try TestServers.shared.get() }

    private func code(_ request: HTTPRequest) async -> HTTPError.Code? {
        await HTTPClientTests.code { () async throws(HTTPError) in try await self.client.send(request) }
    }

    @Test func `a server that does not begin to answer`() async throws {
        var request = try self.servers.request("/mute")
        request.timeouts.firstByte = .milliseconds(100)
        #expect(await self.code(request) == .timedOut(.firstByte))
    }

    @Test func `a server that stops in the middle`() async throws {
        var request = try self.servers.request("/stall")
        request.timeouts.idle = .milliseconds(100)
        #expect(await self.code(request) == .timedOut(.idle))
    }

    @Test func `a server that drips for ever`() async throws {
        var request = try self.servers.request("/drip?count=1000&every=20")
        request.timeouts.total = .milliseconds(300)
        #expect(await self.code(request) == .timedOut(.total))
    }

    @Test func `a port that accepts and says nothing in the handshake`() async throws {
        let silent = try SilentServer()
        let url = try #require(HTTPURL("https://127.0.0.1:\(silent.port)/"))
        var request = HTTPRequest(.get, url)
        request.timeouts.tls = .milliseconds(100)
        #expect(await self.code(request) == .timedOut(.tls))
    }

    @Test func `an address that answers nobody`() async throws {
        // A listener whose queue is full takes no SYN; loopback has no other way to be silent.
        let full = try FullListener()
        let url = try #require(HTTPURL("http://127.0.0.1:\(full.port)/"))
        var request = HTTPRequest(.get, url)
        request.timeouts.connect = .milliseconds(200)
        #expect(await self.code(request) == .timedOut(.connect))
    }

    @Test func `all connections taken`() async throws {
        let client = HTTPClient.make(limits: HTTPLimits(connectionsPerHost: 1))
        let stream = try await client.stream(self.servers.request("/endless"))
        var request = try self.servers.request("/echo")
        request.timeouts.queue = .milliseconds(100)
        let found = await HTTPClientTests.code { () async throws(HTTPError) in try await client.send(request) }
        #expect(found == .timedOut(.queue))
        #expect(stream.head.status == 200)
    }

    @Test func `a port where nobody listens is refused, not slow`() async throws {
        let url = try #require(HTTPURL("http://127.0.0.1:\(SilentServer.closedPort())/"))
        #expect(await self.code(HTTPRequest(.get, url)) == .refused)
    }

    @Test func `a name without an address`() async throws {
        let url = try #require(HTTPURL("http://no-such-name.invalid/"))
        var request = HTTPRequest(.get, url)
        request.timeouts = .patient
        #expect(await self.code(request) == .unresolvable)
    }

    @Test func `a slow reader of ours is not the server's silence`() {
        var clock = StageClock(HTTPTimeouts(idle: .seconds(1), total: nil), now: .now)
        let begun = ContinuousClock.now
        clock.sawByte(begun)
        #expect(clock.expired(begun + .seconds(2)) == .idle)
        clock.hold()
        #expect(clock.expired(begun + .seconds(100)) == nil)
        #expect(clock.deadline == nil)
        clock.release(begun + .seconds(100))
        #expect(clock.expired(begun + .milliseconds(100_500)) == nil)
        #expect(clock.expired(begun + .seconds(101)) == .idle)
    }

    @Test(arguments: HTTPStage.allCases) func `every stage has its own limit`(stage: HTTPStage) {
        var timeouts = HTTPTimeouts.patient
        switch stage {
        case .queue: timeouts.queue = .seconds(1)
        case .resolve: timeouts.resolve = .seconds(1)
        case .connect: timeouts.connect = .seconds(1)
        case .tls: timeouts.tls = .seconds(1)
        case .firstByte: timeouts.firstByte = .seconds(1)
        case .idle: timeouts.idle = .seconds(1)
        case .total: timeouts.total = .seconds(1)
        }
        let now = ContinuousClock.now
        var clock = StageClock(timeouts, now: now)
        if stage != .total { clock.enter(stage, now) }
        #expect(clock.expired(now + .milliseconds(999)) == nil)
        #expect(clock.expired(now + .seconds(1)) == stage)
    }
}
