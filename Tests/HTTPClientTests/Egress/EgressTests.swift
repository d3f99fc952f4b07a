import Foundation
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct EgressTests {
    let servers: TestServers

    init() throws { self.servers = try TestServers.shared.get() }

    private func code(_ request: HTTPRequest, _ egress: EgressPolicy, on engine: HTTPEngine? = nil) async
        -> HTTPError.Code?
    {
        let client = engine.map { HTTPClient(engine: $0, egress: egress) } ?? .make(egress: egress)
        return await HTTPClientTests.code { () async throws(HTTPError) in try await client.send(request) }
    }

    private var open: EgressPolicy { EgressPolicy(schemes: [.http, .https], ports: nil) }

    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "169.254.1.1",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fd00::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "::7f00:1",
        "fd00:ec2::254", "2001:db8::1",
    ])
    func `a special address is closed by default and to a range that is wider than its block`(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(EgressPolicy().refusal(of: address) == .address(address))
        let all = ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) }
        #expect(all.count == 2)
        #expect(EgressPolicy(addresses: .publicAnd(all)).refusal(of: address) != nil)
        #expect(EgressPolicy(addresses: .only(all)).refusal(of: address) != nil)
    }

    @Test(arguments: ["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
    func `a public address is open by default`(text: String) throws {
        #expect(EgressPolicy().refusal(of: try #require(NetworkAddress(text))) == nil)
    }

    @Test func `a range opens what lies in it, and the secrets of clouds only by their own address`() throws {
        let policy = EgressPolicy.devices(in: ["10.0.0.0/8", "169.254.0.0/16"].compactMap { AddressRange($0) })
        let refusal = { (text: String) in NetworkAddress(text).map { policy.refusal(of: $0) != nil } }
        #expect(refusal("10.200.0.1") == false)
        #expect(refusal("169.254.7.7") == false)
        #expect(refusal("169.254.169.254") == true)
        #expect(refusal("192.168.0.1") == true)
        #expect(refusal("8.8.8.8") == true)
        var closed = policy
        closed.denied = [try #require(AddressRange("10.0.0.5"))]
        #expect(closed.refusal(of: try #require(NetworkAddress("10.0.0.5"))) != nil)
        #expect(closed.refusal(of: try #require(NetworkAddress("::ffff:10.0.0.5"))) != nil)
    }

    @Test(arguments: ["10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "nonsense", "", "::/129"])
    func `what is no block is refused`(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func `scheme, port and host are looked at before anything is looked up`() async throws {
        let http = try self.servers.request("/echo", host: "localhost")
        #expect(await self.code(http, EgressPolicy(ports: nil)) == .notAllowed(.scheme(.http)))
        #expect(
            await self.code(http, EgressPolicy(schemes: [.http])) == .notAllowed(.port(self.servers.port("http"))))
        var policy = self.open
        policy.hosts = .only([HostPattern("api.example.net"), HostPattern("*.example.org")])
        #expect(await self.code(http, policy) == .notAllowed(.host("localhost")))
        #expect(HostPattern("*.example.org").matches("a.b.Example.ORG."))
        #expect(!HostPattern("*.example.org").matches("example.org"))
        #expect(!HostPattern("*.example.org").matches("evilexample.org"))
    }

    @Test func `a name that resolves to loopback is refused by its address`() async throws {
        let request = try self.servers.request("/echo", host: "localhost")
        let found = await self.code(request, self.open)
        guard case .notAllowed(.address(let address)) = found else { throw Unexpected("\(String(describing: found))") }
        #expect(["127.0.0.1", "::1"].contains(address.description))
        #expect(await self.code(request, .loopback) == nil)
    }

    @Test func `a public name led to loopback is refused too`() async throws {
        var request = try self.servers.request("/echo", host: "api.example.net")
        request.connectTo = "127.0.0.1"
        let loopback = try #require(NetworkAddress("127.0.0.1"))
        #expect(await self.code(request, self.open) == .notAllowed(.address(loopback)))
        #expect(await self.code(request, .loopback) == nil)
    }

    @Test(arguments: [
        "http://2130706433", "http://0x7f.1", "http://0177.0.0.1", "http://127.1", "http://[::ffff:7f00:1]",
    ])
    func `another way to write loopback is no way round`(text: String) async throws {
        let url = try #require(HTTPURL("\(text):\(self.servers.port("http"))/echo"))
        let found = await self.code(HTTPRequest(.get, url), self.open)
        guard case .notAllowed = found else { throw Unexpected("\(String(describing: found))") }
    }

    @Test func `a connection that another policy opened does not carry this one's requests`() async throws {
        let engine = HTTPClient.make().engine
        let request = try self.servers.request("/echo", host: "localhost")
        #expect(await self.code(request, .loopback, on: engine) == nil)
        let found = await self.code(request, self.open, on: engine)
        guard case .notAllowed(.address) = found else { throw Unexpected("\(String(describing: found))") }
    }

    @Test func `the refusal says what and what to do`() throws {
        let error = HTTPError(.notAllowed(.address(try #require(NetworkAddress("10.0.0.1")))), "GET http://a/")
        #expect(
            "\(error)" == "GET http://a/ was not sent: the address 10.0.0.1 is not allowed by the rules for outgoing "
                + "connections. Use another address, or have an administrator allow this one.")
    }
}
