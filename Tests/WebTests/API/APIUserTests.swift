import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIUserTests {
    @Test func `a user is added, changed, and given a new password`() async throws {
        let site = try await APISite.shared
        let name = APISite.freshName("ada")
        let made = try await site.call(
            .post, "/users",
            ["username": .string(name), "display_name": "Ada", "role": "viewer", "password": "correct horse battery"])
        let id = try made.id()
        #expect(!made.text.contains("horse"))
        let changed = try await site.call(
            .put, "/users/\(id)", ["display_name": "Ada L.", "role": "approver", "is_enabled": true])
        #expect(changed.json["role"] == "approver")
        #expect(try await site.call(.get, "/users/\(id)").json == changed.json)
        let set = try await site.call(.put, "/users/\(id)/password", ["password": "another long password"])
        #expect(set.status == 204 && set.text.isEmpty)
        #expect(try await site.call(.get, "/users?size=500").items.contains { $0["id"] == .string(id) })
        let record = try await site.call(.get, "/audit?action=user.password&subject_id=\(id)")
        #expect(record.items.count == 1)
        #expect(record.items.first?["actor"] == "administrator")
    }

    @Test func `a weak password and a wrong name are refused by name`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/users", ["username": "a b", "role": "viewer", "password": "short"])
        #expect(answer.status == 422)
        #expect(Set(answer.fields) == ["username", "password"])
        #expect(!answer.text.contains("short"))
    }

    @Test func `a name that is taken is a conflict`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/users", ["username": "Engineer", "role": "viewer", "password": "correct horse battery"])
        #expect(answer.status == 409 && answer.code == "username_taken")
    }
}
