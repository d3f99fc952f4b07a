import Domain
import Hummingbird
import Services

/// The people who may sign in: the list and their forms.
struct UserRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get("new", use: new)
        group.post("", use: create)
        group.get(":id/edit", use: edit)
        group.post(":id", use: update)
        group.post(":id/password", use: setPassword)
        group.post(":id/enablement", use: enable)
        group.post(":id/disablement", use: disable)
    }

    private static let breadcrumbs = [Component.Link(title: "Users", url: "/users")]

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await services.users.list(page: Page(number: 1, size: 500), by: context.actor)
        let page = UserPages.Index(
            canEdit: context.actor.may(.manageUsers),
            rows: found.elements.map { UserPages.Index.Row($0, context: context) })
        return try views.page("users/index.html", page, title: "Users", request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageUsers)
        return try newPage(UserForm(), problem: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageUsers)
        let form = UserForm(try await request.form(context))
        do {
            let user = try await services.users.add(
                username: form.username, displayName: form.displayName, role: form.checkedRole(),
                password: form.password, by: context.actor)
            return done("Added \(user.username).", at: "/users")
        } catch let problem as Problem where problem.isAboutForm {
            return try newPage(form, problem: problem, request, context)
        }
    }

    @Sendable private func edit(_ request: Request, context: SignedInContext) async throws -> Response {
        let user = try await find(context)
        return try editPage(user, UserForm(user), request, context)
    }

    @Sendable private func update(_ request: Request, context: SignedInContext) async throws -> Response {
        let user = try await find(context)
        let form = UserForm(try await request.form(context))
        do {
            _ = try await services.users.update(
                user.id, displayName: form.displayName, role: form.checkedRole(), isEnabled: user.isEnabled,
                by: context.actor)
            return done("Saved \(user.username).", at: "/users")
        } catch let problem as Problem where problem.isAboutForm || problem.code == "last_administrator" {
            return try editPage(user, form, problem: problem, request, context)
        }
    }

    @Sendable private func setPassword(_ request: Request, context: SignedInContext) async throws -> Response {
        let user = try await find(context)
        let form = UserForm(try await request.form(context))
        do {
            try await services.users.setPassword(of: user.id, to: form.password, by: context.actor)
            return done("\(user.username) has a new password and was signed out everywhere.", at: "/users")
        } catch let problem as Problem where problem.isAboutForm {
            return try editPage(user, UserForm(user), passwordProblem: problem, request, context)
        }
    }

    @Sendable private func enable(_ request: Request, context: SignedInContext) async throws -> Response {
        try await set(isEnabled: true, context)
    }

    @Sendable private func disable(_ request: Request, context: SignedInContext) async throws -> Response {
        try await set(isEnabled: false, context)
    }

    private func set(isEnabled: Bool, _ context: SignedInContext) async throws -> Response {
        let user = try await find(context)
        guard isEnabled || user.id != context.user.id else {
            throw Problem(
                .conflict, code: "disabling_oneself", "You cannot disable yourself. Another administrator can.")
        }
        _ = try await services.users.update(
            user.id, displayName: user.displayName, role: user.role, isEnabled: isEnabled, by: context.actor)
        return done("\(user.username) \(isEnabled ? "may sign in again" : "may not sign in any more").", at: "/users")
    }

    /// The user in the path; only who manages users may look.
    private func find(_ context: SignedInContext) async throws -> User {
        try context.require(.manageUsers)
        return try await services.users.find(try context.identifier(of: "user"), by: context.actor)
    }

    private func done(_ sentence: String, at path: String) -> Response {
        var response = Response.seeOther(path)
        views.cookies.setFlash("success", sentence, on: &response)
        return response
    }

    private func newPage(
        _ form: UserForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) throws -> Response {
        try views.page(
            "users/new.html", UserPages.New(form: form.newForm(problem: problem), roles: Component.Fact.roles),
            title: "Add a user", breadcrumbs: Self.breadcrumbs, status: problem?.status ?? .ok, request: request,
            context: context)
    }

    private func editPage(
        _ user: User, _ form: UserForm, problem: Problem? = nil, passwordProblem: Problem? = nil, _ request: Request,
        _ context: SignedInContext
    ) throws -> Response {
        let page = UserPages.Edit(
            name: user.reference.name, username: user.username.text, form: form.editForm(of: user.id, problem: problem),
            passwordForm: UserForm.passwordForm(of: user.id, problem: passwordProblem),
            actions: [Component.Action(enabling: user, context: context)], roles: Component.Fact.roles)
        return try views.page(
            "users/edit.html", page, title: "Edit \(user.username)", breadcrumbs: Self.breadcrumbs,
            status: (problem ?? passwordProblem)?.status ?? .ok, request: request, context: context)
    }
}
