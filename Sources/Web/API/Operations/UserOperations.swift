import Domain
import HTTPTypes
import Secrets
import Services

/// The people who may sign in, and the record of what was done.
struct UserOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, add, show, update, setPassword, audit] }

    private var list: APIOperation {
        APIOperation(
            id: "listUsers", method: .get, path: "/users", tag: "Users", permission: .manageUsers,
            summary: "List users by name", query: APIParameter.page, answer: .page(of: "User")
        ) { call in
            JSONValue(try await services.users.list(page: call.page, by: call.actor), \.document)
        }
    }

    private var add: APIOperation {
        APIOperation(
            id: "addUser", method: .post, path: "/users", tag: "Users", permission: .manageUsers, summary: "Add a user",
            body: .object([
                JSONSchema.member("username", .string(maxLength: 64)),
                JSONSchema.optional("display_name", .string(maxLength: 100)),
                JSONSchema.member("role", .choice(of: Role.self)),
                JSONSchema.member("password", .string(maxLength: 1024), "The first one; they can change it."),
            ]),
            status: .created, answer: .named("User"), location: "/users", refusals: [409]
        ) { call in
            try await services.users.add(
                username: call.body.text("username"), displayName: call.body.text("display_name"),
                role: try role(call.body), password: Secret(call.body.text("password")), by: call.actor
            ).document
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getUser", method: .get, path: "/users/{id}", tag: "Users", permission: .manageUsers,
            summary: "One user", answer: .named("User")
        ) { call in
            try await services.users.find(try call.id(of: "user"), by: call.actor).document
        }
    }

    private var update: APIOperation {
        APIOperation(
            id: "replaceUser", method: .put, path: "/users/{id}", tag: "Users", permission: .manageUsers,
            summary: "Change a user", text: "The sessions of somebody who is disabled end at once.",
            body: .object([
                JSONSchema.member("display_name", .string(maxLength: 100)),
                JSONSchema.member("role", .choice(of: Role.self)), JSONSchema.member("is_enabled", .boolean),
            ]),
            answer: .named("User"), refusals: [409]
        ) { call in
            try await services.users.update(
                try call.id(of: "user"), displayName: call.body.text("display_name"), role: try role(call.body),
                isEnabled: call.body.bool("is_enabled") ?? false, by: call.actor
            ).document
        }
    }

    private var setPassword: APIOperation {
        APIOperation(
            id: "setPassword", method: .put, path: "/users/{id}/password", tag: "Users", permission: .manageUsers,
            summary: "Set a user's password", text: "Their sessions end.",
            body: .object([JSONSchema.member("password", .string(maxLength: 1024))]), status: .noContent
        ) { call in
            try await services.users.setPassword(
                of: try call.id(of: "user"), to: Secret(call.body.text("password")), by: call.actor)
            return .null
        }
    }

    private var audit: APIOperation {
        APIOperation(
            id: "listAuditEntries", method: .get, path: "/audit", tag: "Audit", permission: .viewAudit,
            summary: "List the audit record, newest first",
            query: [
                APIParameter(name: "action", summary: "For example `change.run`.", schema: .string(maxLength: 100)),
                APIParameter(name: "subject_kind", summary: "For example `device`.", schema: .string(maxLength: 100)),
                APIParameter(
                    name: "subject_id", summary: "The id of what it was done to.", schema: .string(maxLength: 100)),
            ] + APIParameter.page,
            answer: .page(of: "AuditEntry")
        ) { call in
            func value(_ name: String) -> String? {
                let text = call.query(name)
                return text.isEmpty ? nil : text
            }
            let filter = AuditFilter(
                action: value("action"), subjectKind: value("subject_kind"), subjectID: value("subject_id"),
                page: call.page)
            return JSONValue(try await services.audit.list(filter, by: call.actor), \.document)
        }
    }

    private func role(_ body: JSONBody) throws -> Role {
        guard let role = Role(rawValue: body.text("role")) else {
            throw Problem.invalid([FieldProblem("role", "There is no such role.")])
        }
        return role
    }
}
