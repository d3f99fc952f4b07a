import Foundation
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct RedirectTests {
    let servers: TestServers
    let client = HTTPClient.make()

    init() throws { self.servers = try TestServers.shared.get() }

    private func redirect(_ target: String, code: Int = 302, at kind: String = "http") throws -> HTTPRequest {
        var request = try self.servers.request("/redirect?code=\(code)&to=\(HTTPURL.encoded(target))", at: kind)
        request.maximumRedirects = 3
        request.credential = .bearer("secret")
        request.headers["X-Api-Key"] = "secret"
        request.headers["Accept"] = "text/plain"
        return request
    }

    private func code(_ request: HTTPRequest) async -> HTTPError.Code? {
        await HTTPClientTests.code { () async throws(HTTPError) in try await self.client.send(request) }
    }

    @Test func `a redirect is the answer unless it may be followed`() async throws {
        var request = try self.redirect("/echo")
        request.maximumRedirects = 0
        #expect(try await self.client.send(request).status == 302)
    }

    @Test func `within the origin everything goes along`() async throws {
        let response = try await self.client.send(self.redirect("/echo?x=1"))
        let echo = try Echo(response)
        #expect(response.head.url.target == "/echo?x=1")
        #expect(echo.headers["authorization"] == "Bearer secret")
        #expect(echo.headers["x-api-key"] == "secret")
    }

    @Test func `no secret goes to another origin`() async throws {
        let other = "http://localhost:\(self.servers.port("http"))/echo"
        let echo = try Echo(try await self.client.send(self.redirect(other)))
        #expect(echo.headers["authorization"] == nil)
        #expect(echo.headers["x-api-key"] == nil)
        #expect(echo.headers["accept"] == "text/plain")
        var request = try self.redirect(other, code: 307)
        request.method = .post
        request.body = .text("secret")
        #expect(await self.code(request) == .badRedirect)
    }

    @Test func `the policy holds for the redirect too`() async throws {
        let url = "http://10.0.0.1/"
        let found = await self.code(try self.redirect(url))
        #expect(found == .notAllowed(.address(try #require(NetworkAddress("10.0.0.1")))))
    }

    @Test func `encryption is not given up, and other schemes are not followed`() async throws {
        let plain = "http://127.0.0.1:\(self.servers.port("http"))/echo"
        #expect(await self.code(try self.redirect(plain, at: "https")) == .badRedirect)
        #expect(await self.code(try self.redirect("file:///etc/passwd")) == .badRedirect)
        #expect(await self.code(try self.redirect("http://user:pass@127.0.0.1/")) == .badRedirect)
    }

    @Test func `the number is bounded`() async throws {
        var target = "/echo"
        for _ in 0..<3 { target = "/redirect?to=\(HTTPURL.encoded(target))" }
        #expect(await self.code(try self.redirect(target)) == .tooManyRedirects)
    }

    @Test(arguments: [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
    func `the method follows the status`(code: Int, method: String) async throws {
        var request = try self.redirect("/echo", code: code)
        request.method = .post
        request.body = .text("data")
        let echo = try Echo(try await self.client.send(request))
        #expect(echo.method == method)
        #expect(echo.body == (method == "POST" ? "data" : ""))
    }
}
