import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APICredentialTests {
    private static let key = "-----BEGIN OPENSSH PRIVATE KEY-----\nQUJDREVG\n-----END OPENSSH PRIVATE KEY-----"

    @Test func `secrets go in and never come out`() async throws {
        let site = try await APISite.shared
        let name = APISite.freshName("c")
        let made = try await site.call(
            .post, "/credentials",
            [
                "name": .string(name), "username": "netops", "password": "hunter-two-2",
                "private_key": .string(Self.key),
                "passphrase": "open-sesame", "enable_secret": "enable-me-now",
            ])
        let id = try made.id()
        let texts = [
            made.text, try await site.call(.get, "/credentials/\(id)").text,
            try await site.call(.get, "/credentials?size=500").text,
            try await site.call(.get, "/audit?subject_id=\(id)").text,
            try await site.call(.put, "/credentials/\(id)", ["name": .string(name), "username": "netops"]).text,
        ]
        for text in texts {
            for secret in ["hunter-two-2", "QUJDREVG", "open-sesame", "enable-me-now"] {
                #expect(!text.contains(secret))
            }
        }
    }

    @Test func `a secret left out stays, null removes it`() async throws {
        let site = try await APISite.shared
        let name = APISite.freshName("c")
        let id = try await site.call(
            .post, "/credentials",
            ["name": .string(name), "username": "netops", "password": "hunter-two-2", "enable_secret": "enable-me-now"]
        ).id()
        let kept = try await site.call(.put, "/credentials/\(id)", ["name": .string(name), "username": "other"])
        #expect(kept.json["username"] == "other")
        #expect(kept.json["has_password"] == true && kept.json["has_enable_secret"] == true)
        let swapped = try await site.call(
            .put, "/credentials/\(id)",
            [
                "name": .string(name), "username": "other", "password": nil, "enable_secret": nil,
                "private_key": .string(Self.key),
            ])
        #expect(swapped.json["has_password"] == false && swapped.json["has_enable_secret"] == false)
        #expect(swapped.json["has_private_key"] == true)
        let bare = try await site.call(
            .put, "/credentials/\(id)", ["name": .string(name), "username": "other", "private_key": nil])
        #expect(bare.status == 422 && bare.fields == ["password"])
        #expect(try await site.call(.delete, "/credentials/\(id)").status == 204)
    }

    @Test(arguments: ["password", "private_key", "passphrase", "enable_secret"])
    func `an empty secret is no secret`(name: String) async throws {
        let body: JSONValue = ["name": .string(APISite.freshName()), "username": "u"]
        let answer = try await APISite.shared.call(.post, "/credentials", body.with(name, ""))
        #expect(answer.status == 422)
        #expect(answer.fields == [name])
    }

    @Test func `a credential set in use stays`() async throws {
        let site = try await APISite.shared
        let id = try await site.credentialSet()
        _ = try await site.device(["credential_set_id": .string(id)])
        #expect(try await site.call(.get, "/credentials/\(id)").json["device_count"] == 1)
        #expect(try await site.call(.delete, "/credentials/\(id)").code == "credential_set_in_use")
    }

    @Test func `the public key in place of the private one is told apart, without being repeated`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/credentials",
            ["name": .string(APISite.freshName()), "username": "u", "private_key": "ssh-ed25519 AAAAC3Nza"])
        #expect(answer.fields == ["private_key"])
        #expect(!answer.text.contains("AAAAC3Nza"))
    }
}
