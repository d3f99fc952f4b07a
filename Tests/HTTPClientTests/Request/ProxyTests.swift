import Foundation
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct ProxyTests {
    @Test func `a proxy opens the way, and learns neither fields nor credential of the request`() async throws {
        let servers = try TestServers()
        let url = try #require(HTTPURL("http://127.0.0.1:\(servers.port("proxy"))"))
        let proxy = HTTPProxy(url: url, credential: .basic(username: "user", password: "proxy-pass"))
        // The proxy is where the connection goes, so the policy judges the name only.
        let egress = EgressPolicy(ports: nil)
        let client = HTTPClient.make(egress: egress, proxy: proxy)
        var request = try servers.request("/echo", at: "https", host: "device.test")
        request.credential = .bearer("secret")
        request.headers["X-Secret"] = "secret"
        let echo = try Echo(try await client.send(request))
        #expect(echo.headers["authorization"] == "Bearer secret")
        #expect(echo.headers["proxy-authorization"] == nil)
        let said = try await servers.journal(HTTPClient.make())["proxy"] as? String ?? ""
        #expect(said.hasPrefix("CONNECT device.test:\(servers.port("https")) HTTP/1.1"))
        #expect(!said.contains("secret"))
        var printed = "\(proxy)"
        dump(proxy, to: &printed)
        #expect(!printed.contains("proxy-pass"))
    }

    @Test func `a written address is judged behind a proxy too, and a wrong login is the proxy's`() async throws {
        let servers = try TestServers.shared.get()
        let url = try #require(HTTPURL("http://127.0.0.1:\(servers.port("proxy"))"))
        let client = HTTPClient.make(egress: EgressPolicy(ports: nil), proxy: HTTPProxy(url: url))
        let inside = try servers.request("/echo", at: "https")
        let found = await code { () async throws(HTTPError) in try await client.send(inside) }
        #expect(found == .notAllowed(.address(try #require(NetworkAddress("127.0.0.1")))))
        let request = try servers.request("/echo", at: "https", host: "device.test")
        #expect(await code { () async throws(HTTPError) in try await client.send(request) } == .proxy)
    }
}
