import Foundation
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct SendingTests {
    let servers: TestServers
    let client = HTTPClient.make()

    init() throws { self.servers = try TestServers.shared.get() }

    @Test(arguments: HTTPMethod.allCases)
    func `every method arrives as it is called`(method: HTTPMethod) async throws {
        let response = try await self.client.send(self.servers.request(method, "/echo?a=b%20c"))
        #expect(response.status == 200)
        guard method != .head else {
            #expect(response.body.isEmpty)
            return
        }
        let echo = try Echo(response)
        #expect(echo.method == method.rawValue)
        #expect(echo.target == "/echo?a=b%20c")
        #expect(echo.body.isEmpty)
        #expect(echo.headers["expect"] == nil)
        #expect(echo.headers["content-length"] == (["POST", "PUT", "PATCH"].contains(method.rawValue) ? "0" : nil))
    }

    @Test(arguments: [HTTPMethod.post, .put, .patch, .delete])
    func `a body arrives whole, with the type it was given and no other`(method: HTTPMethod) async throws {
        var request = try self.servers.request(method, "/echo")
        request.body = .bytes([UInt8](repeating: 0x61, count: 3_000_000))
        var echo = try Echo(try await self.client.send(request))
        #expect(echo.size == 3_000_000)
        #expect(echo.headers["content-type"] == nil)
        request.headers["Content-Type"] = "application/json"
        request.body = .text("{}")
        echo = try Echo(try await self.client.send(request))
        #expect(echo.headers["content-type"] == "application/json")
        #expect(echo.body == "{}")
    }

    struct Pieces: HTTPBodySource {
        let left: Counter
        final class Counter: @unchecked Sendable {
            // Asked by one task at a time.
            var count: Int
            init(_ count: Int) { self.count = count }
        }
        func next() async throws -> [UInt8]? {
            guard self.left.count > 0 else { return nil }
            self.left.count -= 1
            if self.left.count == 77_777 { throw POSIXError(.EIO) }
            return [UInt8](repeating: 0x62, count: 10_000)
        }
    }

    @Test(arguments: [nil, 2_000_000]) func `a body that comes piece by piece arrives whole`(length: Int?) async throws
    {
        var request = try self.servers.request(.post, "/echo")
        request.body = .stream(length: length, Pieces(left: .init(200)))
        let echo = try Echo(try await self.client.send(request))
        #expect(echo.size == 2_000_000)
        #expect(echo.headers["transfer-encoding"] == (length == nil ? "chunked" : nil))
        #expect(echo.headers["content-length"] == length.map(String.init))
        request.body = .stream(length: length, Pieces(left: .init(200)))
        let stream = try await self.client.stream(request)
        #expect(try await stream.collect(limit: 3_000_000).count > 2_000_000)
    }

    @Test func `a body whose source fails ends the transfer with that reason`() async throws {
        var request = try self.servers.request(.post, "/echo")
        request.body = .stream(length: nil, Pieces(left: .init(77_780)))
        #expect(await code { () async throws(HTTPError) in try await self.client.send(request) } == .bodySource)
    }

    @Test(arguments: ["http", "https"])
    func `an answer before the body was sent ends the sending`(kind: String) async throws {
        var request = try self.servers.request(.post, "/early", at: kind)
        request.body = .stream(length: nil, Pieces(left: .init(70_000)))
        do {
            let response = try await self.client.send(request)
            #expect(response.status == 413)
        } catch {
            // The server closed with our bytes unread, and the reset may overtake its answer.
            #expect(error.code == .connectionLost)
        }
    }

    @Test func `a credential is sent as its scheme says and never printed`() async throws {
        var request = try self.servers.request("/echo")
        for (credential, expected) in [
            (HTTPCredential.basic(username: "Aladdin", password: "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            (.bearer("abc.def"), "Bearer abc.def"),
        ] {
            request.credential = credential
            #expect(try Echo(try await self.client.send(request)).headers["authorization"] == expected)
            var printed = "\(request) \(credential)"
            dump(request, to: &printed)
            for secret in ["sesame", "abc.def", "QWxh"] { #expect(!printed.contains(secret)) }
        }
        request.credential = .header(name: "X-Api-Key", value: "k1")
        #expect(try Echo(try await self.client.send(request)).headers["x-api-key"] == "k1")
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b"])
    func `a header or a token with a line break is refused before anything is sent`(value: String) async throws {
        var request = try self.servers.request("/echo")
        request.headers["X-A"] = value
        var found = await code { () async throws(HTTPError) in try await self.client.send(request) }
        guard case .invalidRequest = found else { throw Unexpected("\(String(describing: found))") }
        request.headers = [:]
        request.credential = .bearer(value)
        found = await code { () async throws(HTTPError) in try await self.client.send(request) }
        guard case .invalidRequest = found else { throw Unexpected("\(String(describing: found))") }
    }

    @Test(arguments: ["Host", "content-length", "Transfer-Encoding"])
    func `a field that frames the request belongs to the client`(name: String) async throws {
        var request = try self.servers.request("/echo")
        request.headers[name] = "1"
        let found = await code { () async throws(HTTPError) in try await self.client.send(request) }
        guard case .invalidRequest = found else { throw Unexpected("\(String(describing: found))") }
    }

    @Test func `connections are used again, and more than the limit wait`() async throws {
        let servers = try TestServers()
        let client = HTTPClient.make(limits: HTTPLimits(connectionsPerHost: 2))
        let first = try await client.send(servers.request("/echo"))
        #expect(!first.head.isReused)
        #expect(try await client.send(servers.request("/echo")).head.isReused)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let response = try await client.send(servers.request("/echo"))
                    #expect(response.status == 200)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await servers.journal(client)["connections"] as? Int == 2)
    }

    @Test func `HTTP/2 carries many requests on one connection`() async throws {
        let servers = try TestServers()
        let client = HTTPClient.make(limits: HTTPLimits(connectionsPerHost: 4))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let response = try await client.send(servers.request(.post, "/size", at: "h2"))
                    #expect(response.head.version == .http2)
                    #expect(response.body.count == 1_000_000)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await servers.journal(client)["h2-connections"] as? Int == 1)
        var old = try servers.request("/size", at: "https")
        old.usesOnlyHTTP1 = true
        #expect(try await client.send(old).head.version == .http1_1)
    }

    @Test func `a request that must not be repeated is not, when a reused connection turns out dead`() async throws {
        let servers = try TestServers()
        let client = HTTPClient.make()
        let request = try servers.request(.post, "/dead-when-reused")
        #expect(try await client.send(request).status == 200)
        #expect(await code { () async throws(HTTPError) in try await client.send(request) } == .connectionLost)
        #expect(try await servers.journal(client)["POST /dead-when-reused"] as? Int == 2)
        let repeatable = try servers.request("/dead-when-reused")
        #expect(try await client.send(repeatable).status == 200)
        #expect(try await client.send(repeatable).status == 200)
    }
}
