import Foundation
import Reactor
import SSHTestSupport

@testable import HTTPClient

/// The servers of `Servers/server.py`; they end with this object, at the latest with the tests.
final class TestServers: Sendable {
    /// One set for all tests that do not read the journal.
    static let shared = Result { try TestServers() }

    struct Pins: Decodable {
        let certificate: String
        let publicKey: String
    }

    private let ports: [String: UInt16]
    /// The authority's certificate as PEM, and as a file.
    let authority: String
    let authorityFile: String
    /// The pins of the self-signed server.
    let pins: Pins
    private let server: PythonServer

    init() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Servers/server.py")
        self.server = try PythonServer(script)
        let said = try JSONSerialization.jsonObject(with: Data(self.server.greeting.utf8)) as? [String: Any] ?? [:]
        self.ports = said.compactMapValues { ($0 as? Int).flatMap(UInt16.init(exactly:)) }
        self.authority = said["authority"] as? String ?? ""
        self.authorityFile = said["authorityFile"] as? String ?? ""
        let pins = said["self-signed-pins"] as? [String: String] ?? [:]
        self.pins = Pins(certificate: pins["certificate"] ?? "", publicKey: pins["publicKey"] ?? "")
    }

    func port(_ kind: String) -> UInt16 { self.ports[kind] ?? 0 }

    /// A request to one of the servers, by the address unless a name is given; TLS by the authority.
    func request(
        _ method: HTTPMethod, _ path: String, at kind: String = "http", host: String = "127.0.0.1"
    ) throws -> HTTPRequest {
        let scheme = kind == "http" || kind == "proxy" || kind == "silent" ? "http" : "https"
        guard let url = HTTPURL("\(scheme)://\(host):\(self.port(kind))\(path)") else { throw POSIXError(.EINVAL) }
        var request = HTTPRequest(method, url)
        request.timeouts = .patient
        request.trust = .authorities(pem: self.authority)
        return request
    }

    /// The same with GET.
    func request(_ path: String, at kind: String = "http", host: String = "127.0.0.1") throws -> HTTPRequest {
        try self.request(.get, path, at: kind, host: host)
    }

    /// What the servers counted.
    func journal(_ client: HTTPClient) async throws -> [String: Any] {
        let response = try await client.send(self.request("/journal"))
        return try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any] ?? [:]
    }

    /// Reads the journal until it says what is waited for; the test's own time limit bounds it.
    func waitForJournal(_ client: HTTPClient, _ isThere: ([String: Any]) -> Bool) async throws {
        while try await !isThere(self.journal(client)) { await Task.yield() }
    }
}

extension HTTPTimeouts {
    /// Longer than a busy machine needs; a test that waits for a deadline shortens the one it waits for.
    static let patient = HTTPTimeouts(
        queue: .seconds(60), resolve: .seconds(60), connect: .seconds(60), tls: .seconds(60), firstByte: .seconds(60),
        idle: .seconds(60), total: .seconds(120))
}

extension EgressPolicy {
    /// Loopback only, as tests need it.
    static let loopback = EgressPolicy.devices(in: ["127.0.0.0/8", "::1"].compactMap { AddressRange($0) })
}

extension HTTPClient {
    /// A client with an engine and a loop of its own.
    static func make(
        limits: HTTPLimits = HTTPLimits(), egress: EgressPolicy = .loopback, proxy: HTTPProxy? = nil
    ) -> HTTPClient {
        HTTPClient(
            engine: HTTPEngine(loop: EventLoop(name: "http"), limits: limits), egress: egress, proxy: proxy)
    }
}

/// What `/echo` says.
struct Echo: Decodable {
    let method: String
    let target: String
    let headers: [String: String]
    let body: String
    let size: Int

    init(_ response: HTTPResponse) throws {
        self = try JSONDecoder().decode(Echo.self, from: Data(response.body))
    }
}

/// The code of the error that the work throws; nil when it throws none.
func code<Value>(_ work: () async throws(HTTPError) -> Value) async -> HTTPError.Code? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error.code
    }
}
