import Domain
import HTTPTypes
import Hummingbird

/// Takes the client's address from the proxy in front, when the request came through a trusted one.
struct ClientAddressMiddleware: RouterMiddleware {
    typealias Context = WebContext

    private let trustedProxies: [IPNetwork]

    /// Believes these proxies: addresses or networks in CIDR notation; anything else refuses the start.
    init(trustedProxies: [String]) throws {
        self.trustedProxies = try trustedProxies.map { text in
            guard let network = IPNetwork(text) else {
                throw Problem(
                    .failed, code: "trusted_proxy_malformed",
                    "The trusted proxy «\(text)» is neither an IP address nor a network such as 10.0.0.0/8.")
            }
            return network
        }
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard isTrusted(context.clientAddress),
            let forwarded = HTTPField.Name("X-Forwarded-For").flatMap({ request.headers[$0] })
        else { return try await next(request, context) }
        var context = context
        // Each proxy appends whom it heard from; what stands before the last trusted one is the client's to invent.
        for entry in forwarded.split(separator: ",").reversed() {
            let address = entry.filter { !$0.isWhitespace }
            guard IPNetwork.address(Substring(address)) != nil else { break }
            context.clientAddress = address
            if !isTrusted(address) { break }
        }
        return try await next(request, context)
    }

    private func isTrusted(_ address: String) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }
}
