import Domain
import Foundation
import HTTPTypes
import Postgres
import Services
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APITokenTests {
    @Test func `a token says who it stands for and what they may do`() async throws {
        let answer = try await APISite.shared.call(.get, "/me", as: .operator)
        #expect(answer.json["username"] == "operator")
        #expect(answer.json["permissions"] == ["view", "read_devices"])
    }

    @Test(arguments: [
        "", "nst_", "nst_x_y", "nst_00000000-0000-0000-0000-000000000000_secret", "Bearer", "\u{1F600}", "nst__",
    ])
    func `a wrong token is refused`(token: String) async throws {
        let answer = try await APISite.shared.call(.get, "/me", bytes: [], token: token)
        #expect(answer.status == 401)
        #expect(answer.code == "token_refused")
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
    }

    @Test func `the right id with a wrong secret is refused`() async throws {
        let site = try await APISite.shared
        let token = try site.caller(.viewer).token
        let answer = try await site.call(.get, "/me", bytes: [], token: token.dropLast(3) + "abc")
        #expect(answer.status == 401)
    }

    @Test func `a token works from its making to its revocation, and its text comes once`() async throws {
        let site = try await APISite.shared
        let name = APISite.freshName()
        let made = try await site.call(.post, "/tokens", ["name": .string(name), "expires_in_days": 3], as: .viewer)
        let text = try #require(made.json["text"]?.stringValue)
        #expect(try await site.call(.get, "/me", bytes: [], token: text).status == 200)
        let listed = try await site.call(.get, "/tokens", as: .viewer)
        #expect(listed.items.contains { $0["name"] == .string(name) && $0["text"] == nil })
        #expect(!listed.text.contains(text.suffix(20)))
        #expect(try await site.call(.delete, "/tokens/\(try made.id())", as: .engineer).status == 404)
        #expect(try await site.call(.delete, "/tokens/\(try made.id())", as: .viewer).status == 204)
        #expect(try await site.call(.get, "/me", bytes: [], token: text).code == "token_refused")
    }

    @Test func `an expired token is refused`() async throws {
        let site = try await APISite.shared
        let caller = try await site.newCaller(.viewer)
        #expect(try await site.call(.get, "/me", bytes: [], token: caller.token).status == 200)
        try await site.pool.execute("UPDATE api_token SET expires_at = now() WHERE user_id = \(caller.user.id.uuid)")
        #expect(try await site.call(.get, "/me", bytes: [], token: caller.token).code == "token_refused")
    }

    @Test func `the token of somebody who is disabled is refused`() async throws {
        let site = try await APISite.shared
        let caller = try await site.newCaller(.administrator)
        let body: JSONValue = ["display_name": "", "role": "administrator", "is_enabled": false]
        #expect(try await site.call(.put, "/users/\(caller.user.id)", body).status == 200)
        #expect(try await site.call(.get, "/me", bytes: [], token: caller.token).status == 401)
    }

    @Test(arguments: [0, -1, 3651, 999_999_999_999])
    func `a token lives 1 to 3650 days`(days: Int) async throws {
        let answer = try await APISite.shared.call(.post, "/tokens", ["name": "x", "expires_in_days": .integer(days)])
        #expect(answer.status == 422)
        #expect(answer.fields == ["expires_in_days"])
    }
}
