import Domain
import Hummingbird
import Services

/// Finds out who is signed in, from the session cookie, and refuses requests that another site caused.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = WebContext

    let signIn: SignInService
    let cookies: CookieJar

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        try SameOrigin.check(request)
        context.theme = cookies.theme(of: request)
        context.anonymousToken = cookies.anonymousToken(of: request)
        if let token = cookies.sessionToken(of: request), let (session, user) = try await signIn.session(token: token) {
            context.visitor = WebContext.Visitor(session: session, user: user)
        }
        return try await next(request, context)
    }
}
