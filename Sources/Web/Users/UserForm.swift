import Domain
import Foundation
import Secrets

/// What a person typed about a user; a password is taken from it once and never put back.
struct UserForm: Sendable {
    var username = ""
    var displayName = ""
    var role = Role.viewer.rawValue
    private(set) var password = Secret("")

    /// The fields of an empty form.
    init() {}

    /// The fields as sent.
    init(_ body: FormBody) {
        username = body.text("username")
        displayName = body.text("display_name")
        role = body.text("role")
        password = Secret(body.raw("password"))
    }

    /// The fields of a user as they are.
    init(_ user: User) {
        username = user.username.text
        displayName = user.displayName
        role = user.role.rawValue
    }

    /// The role that was chosen.
    func checkedRole() throws -> Role {
        guard let role = Role(rawValue: role) else {
            throw Problem.invalid([FieldProblem("role", "Choose one of the roles.")])
        }
        return role
    }

    /// The form for a new user.
    func newForm(problem: Problem?) -> Component.Form {
        let problems = problem?.fields ?? []
        return form(
            action: "/users", submitTitle: "Add user", problem: problem,
            fields: [
                .make(
                    "username", "User name", value: username,
                    help: "For signing in: letters, digits, dots and hyphens.", isRequired: true, problems: problems)
            ] + profile(problems) + [
                .make(
                    "password", "First password", kind: "password",
                    help: "At least 12 characters. The user changes it on the account page.",
                    autocomplete: "new-password", isRequired: true, problems: problems)
            ])
    }

    /// The form for the name and role of a user.
    func editForm(of id: User.ID, problem: Problem?) -> Component.Form {
        form(action: "/users/\(id)", submitTitle: "Save", problem: problem, fields: profile(problem?.fields ?? []))
    }

    /// The form that sets a user's password.
    static func passwordForm(of id: User.ID, problem: Problem?) -> Component.Form {
        let fields: [Component.FormField] = [
            .make(
                "password", "New password", kind: "password",
                help: "At least 12 characters. Signs the user out everywhere.", autocomplete: "new-password",
                isRequired: true, problems: problem?.fields ?? [])
        ]
        return Component.Form(
            action: "/users/\(id)/password", submitTitle: "Set password", cancelURL: "",
            error: problem?.formError(besides: fields.map(\.name)) ?? "", fields: fields)
    }

    private func profile(_ problems: [FieldProblem]) -> [Component.FormField] {
        [
            .make("display_name", "Name", value: displayName, help: "As shown in records.", problems: problems),
            .make(
                "role", "Role", kind: "select", value: role, isRequired: true,
                options: Role.allCases.map { .make($0.rawValue, $0.rawValue.capitalized, chosen: role) },
                problems: problems),
        ]
    }

    private func form(
        action: String, submitTitle: String, problem: Problem?, fields: [Component.FormField]
    ) -> Component.Form {
        Component.Form(
            action: action, submitTitle: submitTitle, cancelURL: "/users",
            error: problem?.formError(besides: fields.map(\.name)) ?? "", fields: fields)
    }
}
