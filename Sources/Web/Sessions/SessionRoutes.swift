import Domain
import Hummingbird
import Secrets
import Services

/// Signing in and out, and the choice of a theme, which needs no session.
struct SessionRoutes: Sendable {
    let services: Services
    let views: ViewRenderer
    let cookies: CookieJar

    func add(to group: RouterGroup<WebContext>) {
        group.get("sign-in", use: new)
        group.post("sign-in", use: create)
        group.post("sign-out", use: delete)
        group.post("preferences/theme", use: theme)
    }

    @Sendable private func new(_ request: Request, context: WebContext) async throws -> Response {
        if context.visitor != nil { return .seeOther("/") }
        let query = FormBody(queryOf: request)
        return try form(
            request, context, returnTo: LocalPath(query.text("return_to")).text,
            notice: query.text("signed_out").isEmpty ? "" : "You were signed out.")
    }

    @Sendable private func create(_ request: Request, context: WebContext) async throws -> Response {
        let body = try await request.form(context)
        let returnTo = LocalPath(body.text("return_to")).text
        let username = body.text("username")
        guard TokenComparison.equal(body.text("csrf_token"), context.anonymousToken) else { throw Problem.staleForm }
        do {
            let signedIn = try await services.signIn.signIn(
                username: username, password: Secret(body.raw("password")), remoteAddress: context.clientAddress,
                userAgent: request.headers[.userAgent] ?? "")
            var response = Response.seeOther(returnTo)
            cookies.setSession(signedIn.token.text, on: &response)
            return response
        } catch let problem as Problem where problem.kind == .unauthenticated || problem.kind == .throttled {
            return try form(request, context, returnTo: returnTo, username: username, problem: problem)
        }
    }

    @Sendable private func delete(_ request: Request, context: WebContext) async throws -> Response {
        let body = try await request.form(context)
        if let visitor = context.visitor {
            guard TokenComparison.equal(body.text("csrf_token"), visitor.session.csrfToken) else {
                throw Problem.staleForm
            }
            try await services.signIn.signOut(visitor.session)
        }
        var response = Response.seeOther("/sign-in?signed_out=1")
        cookies.clearSession(on: &response)
        return response
    }

    @Sendable private func theme(_ request: Request, context: WebContext) async throws -> Response {
        let body = try await request.form(context)
        let token = context.visitor?.session.csrfToken ?? context.anonymousToken
        guard TokenComparison.equal(body.text("csrf_token"), token) else { throw Problem.staleForm }
        var response = Response.seeOther(LocalPath(body.text("return_to")).text)
        cookies.setTheme(body.text("theme"), on: &response)
        return response
    }

    private func form(
        _ request: Request, _ context: WebContext, returnTo: String, username: String = "", notice: String = "",
        problem: Problem? = nil
    ) throws -> Response {
        let token = context.anonymousToken.isEmpty ? try RandomToken.generate().text : context.anonymousToken
        let page = SessionPages.New(
            form: Component.Form(
                action: "/sign-in", submitTitle: "Sign in", cancelURL: "", error: problem?.sentence ?? "",
                fields: [
                    .hidden("return_to", returnTo),
                    .make("username", "User name", value: username, autocomplete: "username", isRequired: true),
                    .make(
                        "password", "Password", kind: "password", autocomplete: "current-password", isRequired: true),
                ]),
            notice: notice)
        var response = try views.publicPage(
            "sessions/new.html", page, title: "Sign in", status: problem?.status ?? .ok, token: token, request: request,
            context: context)
        cookies.setAnonymousToken(token, on: &response)
        return response
    }
}

/// A path on this site to go back to; anything else becomes the first page, so that no link leads away.
struct LocalPath {
    let text: String

    init(_ text: String) {
        let isLocal =
            text.hasPrefix("/") && !text.hasPrefix("//") && !text.hasPrefix("/\\")
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }
        self.text = isLocal ? text : "/"
    }
}
