import Domain
import Hummingbird
import Services

/// Identifies the caller of the JSON API by its token; a wrong token is refused, none is left to the group.
struct BearerMiddleware: RouterMiddleware {
    typealias Context = WebContext

    let tokens: TokenService

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization] else { return try await next(request, context) }
        var context = context
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            let user = try await tokens.user(bearer: String(parts[1]))
        else {
            throw Problem(
                .unauthenticated, code: "token_refused",
                "This API token is unknown, expired or revoked. Make a new one on the account page.")
        }
        context.bearer = user
        return try await next(request, context)
    }
}
