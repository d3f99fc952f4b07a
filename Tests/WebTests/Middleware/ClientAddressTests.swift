import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import Web

struct ClientAddressTests {
    @Test(arguments: [
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"), ("10.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"), ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.0.0.1", "<script>", "10.0.0.1"), ("10.0.0.1", "", "10.0.0.1"),
    ])
    func `only a trusted proxy is believed, and only what it wrote itself`(
        peer: String, forwarded: String, expected: String
    ) async throws {
        let middleware = try ClientAddressMiddleware(trustedProxies: ["10.0.0.0/8"])
        var context = WebContext(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        context.clientAddress = peer
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        let head = HTTPRequest(
            method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: [name: forwarded])
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let seen = try await middleware.handle(request, context: context) { _, context in
            Response(status: .ok, headers: [.server: context.clientAddress])
        }
        #expect(seen.headers[.server] == expected)
    }
}
