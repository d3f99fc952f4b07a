import Foundation
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct TrustTests {
    let servers: TestServers
    let client = HTTPClient.make()

    init() throws { self.servers = try TestServers.shared.get() }

    private func code(_ request: HTTPRequest) async -> HTTPError.Code? {
        await HTTPClientTests.code { () async throws(HTTPError) in try await self.client.send(request) }
    }

    @Test func `an authority that was named is believed, as text or as a file`() async throws {
        var request = try self.servers.request("/echo", at: "https", host: "localhost")
        #expect(await self.code(request) == nil)
        request.trust = .authorityFile(self.servers.authorityFile)
        #expect(await self.code(request) == nil)
        // The name in the certificate is the URL's, wherever it leads.
        request = try self.servers.request("/echo", at: "https", host: "device.test")
        request.connectTo = "127.0.0.1"
        #expect(await self.code(request) == nil)
    }

    @Test func `the system's authorities do not know it`() async throws {
        var request = try self.servers.request("/echo", at: "https")
        request.trust = .system
        #expect(await self.code(request) == .certificate)
    }

    @Test(arguments: ["other-name", "expired", "self-signed"])
    func `a wrong certificate is refused`(kind: String) async throws {
        #expect(await self.code(try self.servers.request("/echo", at: kind)) == .certificate)
    }

    @Test func `authorities that cannot be read are named`() async throws {
        var request = try self.servers.request("/echo", at: "https")
        request.trust = .authorities(pem: "no certificate")
        #expect(await self.code(request) == .authorities)
        request.trust = .authorityFile("/nowhere.pem")
        #expect(await self.code(request) == .authorities)
    }

    @Test func `a pinned server needs no authority, by certificate or key, also on a reused connection`() async throws {
        var request = try self.servers.request("/echo", at: "self-signed")
        let pins = self.servers.pins
        for text in ["certificate:\(pins.certificate)", "public-key:\(pins.publicKey)"] {
            request.trust = .pinned([try #require(CertificatePin(text))])
            #expect(try await self.client.send(request).status == 200)
            #expect(try await self.client.send(request).head.isReused)
        }
        // The other server's pin is not satisfied by the connection that is open.
        request.trust = .pinned([.certificate([UInt8](repeating: 0, count: 32))])
        guard case .pin(let offered) = await self.code(request) else { throw Unexpected("not refused") }
        #expect(offered.map(\.description) == ["certificate:\(pins.certificate)", "public-key:\(pins.publicKey)"])
    }

    @Test func `an unpinned server gets no request, and its pins are told`() async throws {
        let servers = try TestServers()
        var request = try servers.request(.post, "/echo", at: "self-signed")
        request.trust = .pinned([])
        request.credential = .bearer("secret")
        guard case .pin(let offered) = await self.code(request) else { throw Unexpected("not refused") }
        #expect(offered.first?.description == "certificate:\(servers.pins.certificate)")
        #expect(try await servers.journal(self.client)["POST /echo"] == nil)
        #expect(CertificatePin(try #require(offered.last).description) == offered.last)
    }

    @Test func `a trusted connection is not shared with one that trusts otherwise`() async throws {
        var request = try self.servers.request("/echo", at: "self-signed")
        request.trust = .pinned([try #require(CertificatePin("certificate:\(self.servers.pins.certificate)"))])
        #expect(await self.code(request) == nil)
        request.trust = .authorities(pem: self.servers.authority)
        #expect(await self.code(request) == .certificate)
    }

    @Test func `a port without TLS is told from a wrong certificate`() async throws {
        let url = try #require(HTTPURL("https://127.0.0.1:\(self.servers.port("http"))/"))
        #expect(await self.code(HTTPRequest(.get, url)) == .tls)
    }

    @Test(arguments: ["certificate:00", "key:" + String(repeating: "00", count: 32), "", "certificate:zz"])
    func `what is no pin is refused`(text: String) {
        #expect(CertificatePin(text) == nil)
    }
}
