import Domain
import Secrets
import Services
import Testing

@testable import Web

struct AccountRoutesTests {
    @Test func `a token is shown once, works, and stops working when it is revoked`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.viewer)
            let answer = try await browser.post("/account/tokens", [("name", "nightly"), ("expires_in_days", "30")])
            let text = try #require(answer.text.firstMatch(of: #/nst_[0-9a-f-]+_[A-Za-z0-9_-]+/#)).output
            #expect(try await site.services.tokens.user(bearer: String(text)) != nil)
            let again = try await browser.get("/account")
            #expect(again.text.contains("nightly"))
            #expect(!again.text.contains(text))
            let token = try #require(try await site.services.tokens.list(by: browser.actor).first)
            #expect(try await browser.post("/account/tokens/\(token.id)/revocation").location == "/account")
            #expect(try await site.services.tokens.user(bearer: String(text)) == nil)
            let other = try await site.browser(.engineer)
            #expect(try await other.post("/account/tokens/\(token.id)/revocation").status == 404)
        }
    }

    @Test func `a new password needs the present one and ends the other sessions`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.viewer)
            let signedIn = try await site.services.signIn.signIn(
                username: "viewer", password: Secret(TestSite.password), remoteAddress: "192.0.2.8", userAgent: "")
            let new = "another long enough phrase 9"
            let refused = try await browser.post(
                "/account/password", [("current_password", "wrong"), ("new_password", new)])
            #expect(refused.status == 422)
            #expect(refused.text.contains("This is not your present password."))
            #expect(!refused.text.contains(new))
            let changed = try await browser.post(
                "/account/password", [("current_password", TestSite.password), ("new_password", new)])
            #expect(changed.location == "/account")
            #expect(try await site.services.signIn.session(token: signedIn.token.text) == nil)
            #expect(try await browser.get("/account").text.contains("Firefox on Linux"))
        }
    }
}
