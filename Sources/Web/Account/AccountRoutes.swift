import Domain
import Hummingbird
import Secrets
import Services

/// The signed-in person's own password, API tokens and sessions.
struct AccountRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: show)
        group.post("password", use: changePassword)
        group.post("tokens", use: createToken)
        group.post("tokens/:id/revocation", use: revokeToken)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try await page(request, context)
    }

    @Sendable private func changePassword(_ request: Request, context: SignedInContext) async throws -> Response {
        let body = try await request.form(context)
        do {
            try await services.users.changePassword(
                current: Secret(body.raw("current_password")), new: Secret(body.raw("new_password")),
                keeping: context.session.id, by: context.actor)
            return done("Your password is changed. Your other browsers are signed out.")
        } catch let problem as Problem where problem.isAboutForm {
            return try await page(passwordProblem: problem, request, context)
        }
    }

    @Sendable private func createToken(_ request: Request, context: SignedInContext) async throws -> Response {
        let body = try await request.form(context)
        do {
            let days = body.text("expires_in_days")
            if !days.isEmpty, Int(days) == nil {
                throw Problem.invalid([FieldProblem("expires_in_days", "Choose one of the spans.")])
            }
            let made = try await services.tokens.create(
                name: body.text("name"), expiresInDays: Int(days), by: context.actor)
            // Shown in the answer to the form itself, because it is stored nowhere from which a next page could take it.
            return try await page(
                newToken: AccountPages.Show.NewToken(name: made.token.name, text: made.text), request, context)
        } catch let problem as Problem where problem.isAboutForm {
            return try await page(tokenBody: body, tokenProblem: problem, request, context)
        }
    }

    @Sendable private func revokeToken(_ request: Request, context: SignedInContext) async throws -> Response {
        try await services.tokens.revoke(try context.identifier(of: "API token"), by: context.actor)
        return done("The token is revoked.")
    }

    private func done(_ sentence: String) -> Response {
        var response = Response.seeOther("/account")
        views.cookies.setFlash("success", sentence, on: &response)
        return response
    }

    private func page(
        passwordProblem: Problem? = nil, tokenBody: FormBody = FormBody(""), tokenProblem: Problem? = nil,
        newToken: AccountPages.Show.NewToken? = nil, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let sessions = try await services.signIn.sessions(by: context.actor)
        let page = AccountPages.Show(
            facts: Component.Fact.account(of: context.user), passwordForm: passwordForm(passwordProblem),
            tokenForm: tokenForm(tokenBody, tokenProblem), newToken: newToken.map { [$0] } ?? [],
            tokens: try await services.tokens.list(by: context.actor).map { AccountPages.Show.Token($0) },
            sessions: sessions.map { AccountPages.Show.Session($0, current: context.session) })
        return try views.page(
            "account/show.html", page, title: "Account", status: (passwordProblem ?? tokenProblem)?.status ?? .ok,
            request: request, context: context)
    }

    private func passwordForm(_ problem: Problem?) -> Component.Form {
        let problems = problem?.fields ?? []
        return Component.Form(
            action: "/account/password", submitTitle: "Change password", cancelURL: "",
            error: problem?.formError(besides: ["current_password", "new_password"]) ?? "",
            fields: [
                .make(
                    "current_password", "Current password", kind: "password", autocomplete: "current-password",
                    isRequired: true, problems: problems),
                .make(
                    "new_password", "New password", kind: "password",
                    help: "At least 12 characters. Your other browsers are signed out.", autocomplete: "new-password",
                    isRequired: true, problems: problems),
            ])
    }

    private func tokenForm(_ body: FormBody, _ problem: Problem?) -> Component.Form {
        let problems = problem?.fields ?? []
        let days = body.text("expires_in_days").isEmpty ? "90" : body.text("expires_in_days")
        return Component.Form(
            action: "/account/tokens", submitTitle: "Make token", cancelURL: "",
            error: problem?.formError(besides: ["name", "expires_in_days"]) ?? "",
            fields: [
                .make(
                    "name", "Name", value: body.text("name"),
                    help: "What will use it, for example «nightly report».", isRequired: true, problems: problems),
                .make(
                    "expires_in_days", "Expires", kind: "select", value: days,
                    options: [
                        .make("30", "in 30 days", chosen: days), .make("90", "in 90 days", chosen: days),
                        .make("365", "in a year", chosen: days),
                    ], problems: problems),
            ])
    }
}
