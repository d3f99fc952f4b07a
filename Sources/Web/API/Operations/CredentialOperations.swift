import Domain
import HTTPTypes
import Secrets
import Services

/// The credential sets; their secrets go in and never come out.
struct CredentialOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, add, show, update, remove] }

    private static let body = JSONSchema.object([
        JSONSchema.member("name", .string(maxLength: 100), "Unique, compared without case."),
        JSONSchema.member("username", .string(maxLength: 128)),
        JSONSchema.optional("password", .nullable(.string(maxLength: 1024)), "Left out: kept. Null: removed."),
        JSONSchema.optional("private_key", .nullable(.string(maxLength: 65536)), "Left out: kept. Null: removed."),
        JSONSchema.optional("passphrase", .nullable(.string(maxLength: 1024)), "Left out: kept. Null: removed."),
        JSONSchema.optional("enable_secret", .nullable(.string(maxLength: 1024)), "Left out: kept. Null: removed."),
    ])

    private var list: APIOperation {
        APIOperation(
            id: "listCredentialSets", method: .get, path: "/credentials", tag: "Credentials", permission: .view,
            summary: "List credential sets by name", query: APIParameter.page, answer: .page(of: "CredentialSet")
        ) { call in
            JSONValue(try await services.credentials.list(page: call.page, by: call.actor), \.document)
        }
    }

    private var add: APIOperation {
        APIOperation(
            id: "addCredentialSet", method: .post, path: "/credentials", tag: "Credentials",
            permission: .editCredentials, summary: "Add a credential set",
            text: "It needs a password or a private key.", body: Self.body, status: .created,
            answer: .named("CredentialSet"), location: "/credentials", refusals: [409]
        ) { call in
            try await services.credentials.add(try draft(call.body), by: call.actor).document
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getCredentialSet", method: .get, path: "/credentials/{id}", tag: "Credentials", permission: .view,
            summary: "One credential set, without its secrets", answer: .named("CredentialSet")
        ) { call in
            try await services.credentials.find(try call.id(of: "credential set"), by: call.actor).document
        }
    }

    private var update: APIOperation {
        APIOperation(
            id: "replaceCredentialSet", method: .put, path: "/credentials/{id}", tag: "Credentials",
            permission: .editCredentials, summary: "Change a credential set",
            text: "Secrets that are left out stay as they are; null removes one.", body: Self.body,
            answer: .named("CredentialSet"), refusals: [409]
        ) { call in
            try await services.credentials.update(
                try call.id(of: "credential set"), try draft(call.body), by: call.actor
            ).document
        }
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removeCredentialSet", method: .delete, path: "/credentials/{id}", tag: "Credentials",
            permission: .editCredentials, summary: "Remove a credential set that no device uses",
            status: .noContent, refusals: [409]
        ) { call in
            try await services.credentials.remove(try call.id(of: "credential set"), by: call.actor)
            return .null
        }
    }

    private func draft(_ body: JSONBody) throws -> CredentialDraft {
        var problems: [FieldProblem] = []
        func update(_ name: String, ending: String = "") -> CredentialDraft.SecretUpdate {
            guard body.has(name) else { return .keep }
            guard body[name] != nil else { return .clear }
            let text = body.text(name)
            if text.isEmpty {
                problems.append(FieldProblem(name, "It is empty. Leave it out, or send null to remove it."))
            }
            return .set(Secret(text.hasSuffix(ending) ? text : text + ending))
        }
        let draft = CredentialDraft(
            name: body.text("name"), username: body.text("username"), password: update("password"),
            // Without their last line feed OpenSSH keys do not parse.
            privateKey: update("private_key", ending: "\n"), passphrase: update("passphrase"),
            enableSecret: update("enable_secret"))
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        return draft
    }
}
