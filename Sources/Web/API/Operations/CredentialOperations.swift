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
        JSONSchema.optional("snmp", .nullable(snmp), "How SNMP agents are asked. Left out: kept. Null: not at all."),
        JSONSchema.optional(
            "snmp_secret", .nullable(.string(maxLength: 1024)), "The community, or the authentication password."),
        JSONSchema.optional("snmp_privacy_secret", .nullable(.string(maxLength: 1024)), "The privacy password."),
    ])

    private static let snmp = JSONSchema.object([
        JSONSchema.member("version", .choice(["2c", "3"])),
        JSONSchema.optional("username", .nullable(.string(maxLength: 32)), "Of version 3."),
        JSONSchema.optional(
            "authentication", .nullable(.string(maxLength: 20)), "md5, sha1, sha224, sha256, sha384, sha512."),
        JSONSchema.optional(
            "privacy", .nullable(.string(maxLength: 20)), "des, aes128, aes192, aes256, aes192c, aes256c."),
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
            text: "It needs a password, a private key or a way to ask by SNMP.", body: Self.body, status: .created,
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
            enableSecret: update("enable_secret"), snmp: snmp(body), snmpSecret: update("snmp_secret"),
            snmpPrivacySecret: update("snmp_privacy_secret"))
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        return draft
    }

    private func snmp(_ body: JSONBody) -> CredentialDraft.SNMPUpdate {
        guard body.has("snmp") else { return .keep }
        guard body["snmp"] != nil else { return .clear }
        let snmp = body.object("snmp")
        guard snmp.text("version") == "3" else { return .set(.community) }
        func word(_ name: String) -> String? { snmp[name]?.stringValue }
        return .set(.user(snmp.text("username"), authentication: word("authentication"), privacy: word("privacy")))
    }
}
