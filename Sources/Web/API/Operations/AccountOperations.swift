import Domain
import HTTPTypes
import Services

/// What everybody may do with their own account.
struct AccountOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [me, listTokens, addToken, revokeToken] }

    private var me: APIOperation {
        APIOperation(
            id: "getMe", method: .get, path: "/me", tag: "Account", permission: nil,
            summary: "Who the token stands for", answer: .named("Me")
        ) { call in call.context.user.ownDocument }
    }

    private var listTokens: APIOperation {
        APIOperation(
            id: "listTokens", method: .get, path: "/tokens", tag: "Account", permission: nil,
            summary: "List your own tokens", answer: .list(of: "Token")
        ) { call in
            JSONValue(list: try await services.tokens.list(by: call.actor).map(\.document))
        }
    }

    private var addToken: APIOperation {
        APIOperation(
            id: "addToken", method: .post, path: "/tokens", tag: "Account", permission: nil,
            summary: "Make a token of your own", text: "Its text is in this answer and never again.",
            body: .object([
                JSONSchema.member("name", .string(maxLength: 100), "Which program uses it."),
                JSONSchema.optional("expires_in_days", .nullable(.integer(minimum: 1, maximum: 3650))),
            ]),
            status: .created, answer: .named("Token")
        ) { call in
            let (token, text) = try await services.tokens.create(
                name: call.body.text("name"), expiresInDays: call.body.integer("expires_in_days"), by: call.actor)
            return token.document(text: text)
        }
    }

    private var revokeToken: APIOperation {
        APIOperation(
            id: "revokeToken", method: .delete, path: "/tokens/{id}", tag: "Account", permission: nil,
            summary: "Revoke one of your own tokens", status: .noContent
        ) { call in
            try await services.tokens.revoke(try call.id(of: "API token"), by: call.actor)
            return .null
        }
    }
}
