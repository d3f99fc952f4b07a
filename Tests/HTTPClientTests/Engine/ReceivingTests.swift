import Foundation
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct ReceivingTests {
    let servers: TestServers
    let client = HTTPClient.make()

    init() throws { self.servers = try TestServers.shared.get() }

    private func code(_ path: String, at kind: String = "http", limit: Int = 1 << 20) async throws -> HTTPError.Code? {
        let request = try self.servers.request(path, at: kind)
        return await HTTPClientTests.code { () async throws(HTTPError) in
            try await self.client.send(request, limit: limit)
        }
    }

    @Test func `chunks are put together, and come one by one in a stream`() async throws {
        let request = try self.servers.request("/chunked?count=3")
        let expected = "piece 0\npiece 1\npiece 2\n"
        #expect(try await self.client.send(request).text == expected)
        let stream = try await self.client.stream(request)
        #expect(stream.head.status == 200)
        var body: [UInt8] = []
        for try await piece in stream {
            #expect(!piece.isEmpty)
            body += piece
        }
        #expect(String(decoding: body, as: UTF8.self) == expected)
    }

    @Test func `an interim answer and trailers do not disturb`() async throws {
        #expect(try await self.client.send(self.servers.request("/interim")).text == "final")
        let response = try await self.client.send(self.servers.request("/trailers"))
        #expect(response.text == "body")
        #expect(response.head.headers["X-Late"] == nil)
    }

    @Test(arguments: ["/truncated", "/truncated-chunks"])
    func `a body that ends too early is an error, also in a stream`(path: String) async throws {
        #expect(try await self.code(path) == .truncated)
        let stream = try await self.client.stream(self.servers.request(path))
        #expect(
            await HTTPClientTests.code { () async throws(HTTPError) in try await stream.collect(limit: 1000) }
                == .truncated)
    }

    @Test func `no answer, no HTTP and too much of a header are errors of their own`() async throws {
        #expect(try await self.code("/dead") == .connectionLost)
        #expect(try await self.code("/no-http") == .protocolError)
        #expect(try await self.code("/huge-header") == .tooLarge(limit: HeadReader.limit))
    }

    @Test func `a body beyond the bound is refused`() async throws {
        #expect(try await self.code("/size?bytes=1000", limit: 1000) == nil)
        #expect(try await self.code("/size?bytes=1001", limit: 1000) == .tooLarge(limit: 1000))
        let stream = try await self.client.stream(self.servers.request("/size?bytes=1001"), limit: 1000)
        #expect(
            await HTTPClientTests.code { () async throws(HTTPError) in try await stream.collect(limit: 5000) }
                == .tooLarge(limit: 1000))
    }

    @Test func `a compressed body is unpacked as far as the bound allows`() async throws {
        #expect(try await self.client.send(self.servers.request("/gzip")).body.count == 5000)
        #expect(try await self.code("/gzip", limit: 4999) == .tooLarge(limit: 4999))
        #expect(try await self.code("/bomb") == .tooLarge(limit: 1 << 20))
        #expect(try await self.code("/bad-gzip") == .badEncoding)
    }

    @Test func `an unbounded stream asks for no compression and unpacks none`() async throws {
        let plain = try await self.client.stream(self.servers.request("/gzip"))
        #expect(plain.head.headers["Content-Encoding"] == nil)
        #expect(try await plain.collect(limit: 10_000).count == 5000)
        let bomb = try await self.client.stream(self.servers.request("/bomb"))
        #expect(try await bomb.collect(limit: 1_000_000).count < 600_000)
    }

    @Test(arguments: ["http", "h2"]) func `a slow reader slows the server down`(kind: String) async throws {
        let servers = try TestServers()
        let key = kind == "h2" ? "h2-endless" : "endless"
        let stream = try await self.client.stream(servers.request("/endless", at: kind))
        let iterator = stream.makeAsyncIterator()
        _ = try await iterator.next()
        // The count stands still once every buffer on the way is full: each answer takes a turn of the server's loop and of
        // ours, in which more would be sent and read if it could be.
        var (last, same) = (0, 0)
        while same < 50 {
            let now = try await servers.journal(self.client)[key] as? Int ?? 0
            same = now == last ? same + 1 : 0
            last = now
        }
        #expect(last < 40_000_000)
        // And the flow goes on when the reader does.
        var read = 0
        while read < last + 5_000_000 { read += try await iterator.next()?.count ?? 0 }
    }

    @Test func `letting go of a stream ends its transfer`() async throws {
        let servers = try TestServers()
        try await {
            let stream = try await self.client.stream(servers.request("/endless"))
            _ = try await stream.makeAsyncIterator().next()
        }()
        try await servers.waitForJournal(self.client) { $0["endless-ended"] != nil }
        #expect(await self.client.engine.transferCount == 0)
    }

    @Test func `200 streams run at once on one loop`() async throws {
        let client = HTTPClient.make(limits: HTTPLimits(connectionsPerHost: 256))
        let request = try self.servers.request("/drip?count=20&every=10")
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    var count = 0
                    for try await _ in try await client.events(request) { count += 1 }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(count == 4000)
        // Every stream was released when its reader went.
        while await client.engine.transferCount > 0 { await Task.yield() }
    }

    @Test(arguments: ["/mute", "/stall"]) func `cancelling the task ends the transfer at once`(path: String)
        async throws
    {
        let servers = try TestServers()
        let request = try servers.request(path)
        let client = self.client
        let task = Task { await HTTPClientTests.code { () async throws(HTTPError) in try await client.send(request) } }
        try await servers.waitForJournal(client) { $0["GET \(path)"] != nil }
        task.cancel()
        #expect(await task.value == .cancelled)
        // The server sees the connection end.
        try await servers.waitForJournal(client) { $0["gone"] != nil }
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let servers = try TestServers()
        let request = try servers.request("/echo")
        let client = self.client
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await HTTPClientTests.code { () async throws(HTTPError) in try await client.send(request) }
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(try await servers.journal(client)["GET /echo"] == nil)
    }

    @Test func `closing the engine ends what is under way and refuses what comes`() async throws {
        let servers = try TestServers()
        let (client, other) = (self.client, HTTPClient.make())
        let request = try servers.request("/mute")
        let task = Task { await HTTPClientTests.code { () async throws(HTTPError) in try await client.send(request) } }
        try await servers.waitForJournal(other) { $0["GET /mute"] != nil }
        await client.engine.close()
        #expect(await task.value == .closed)
        #expect(await HTTPClientTests.code { () async throws(HTTPError) in try await client.send(request) } == .closed)
    }
}
