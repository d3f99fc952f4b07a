import HTTPTypes
import Hummingbird

/// Takes the client's address from the proxy in front, when there is a trusted one.
struct ClientAddressMiddleware: RouterMiddleware {
    typealias Context = WebContext

    let trustsProxyHeaders: Bool

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard trustsProxyHeaders,
            let forwarded = HTTPField.Name("X-Forwarded-For").flatMap({ request.headers[$0] }),
            // The last one was written by our own proxy; the others are the client's to invent.
            let last = forwarded.split(separator: ",").last
        else { return try await next(request, context) }
        var context = context
        context.clientAddress = last.filter { !$0.isWhitespace }
        return try await next(request, context)
    }
}
