import Domain
import Services
import Testing

@testable import Web

struct CredentialRoutesTests {
    @Test func `secrets go in and never come out, not even with an error`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let secrets = ["Sesame-Open-1", "Enable-Secret-2", "Pass-Phrase-3"]
            let refused = try await browser.post(
                "/credentials",
                [
                    ("name", "Lab"), ("username", ""), ("password", secrets[0]), ("enable_secret", secrets[1]),
                    ("passphrase", secrets[2]), ("private_key", "ssh-ed25519 AAAAC3Nz"),
                ])
            #expect(refused.status == 422)
            #expect(refused.text.contains("value=\"Lab\""))
            #expect(refused.text.contains("Paste the whole private key"))
            #expect(secrets.allSatisfy { !refused.text.contains($0) })
            #expect(!refused.text.contains("AAAAC3Nz"))
            let made = try await browser.post(
                "/credentials",
                [("name", "Lab"), ("username", "netops"), ("password", secrets[0]), ("enable_secret", secrets[1])])
            #expect(made.status == 303)
            for path in [made.location, made.location + "/edit", "/credentials"] {
                let page = try await browser.get(path)
                #expect(page.status == 200)
                #expect(secrets.allSatisfy { !page.text.contains($0) })
            }
        }
    }

    @Test func `an empty secret stays, a checked one is removed`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let made = try await browser.post(
                "/credentials",
                [("name", "Lab"), ("username", "netops"), ("password", "one"), ("enable_secret", "two")])
            let saved = try await browser.post(
                made.location, [("name", "Lab"), ("username", "root"), ("password", ""), ("clear", "enable_secret")])
            #expect(saved.status == 303)
            let set = try #require(
                try await site.services.credentials.list(page: .first, by: browser.actor).elements.first)
            #expect(set.username == "root")
            #expect(set.hasPassword && !set.hasEnableSecret)
            let emptied = try await browser.post(
                made.location, [("name", "Lab"), ("username", "root"), ("clear", "password")])
            #expect(emptied.status == 422)
        }
    }

    @Test func `a set in use cannot be removed, and its page says which devices use it`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let page = try await browser.get("/credentials/\(world.credentials.id)")
            #expect(page.text.contains("1 device still uses it."))
            #expect(page.text.contains("/devices/\(world.device.id)"))
            #expect(try await browser.post("/credentials/\(world.credentials.id)/deletion").status == 409)
        }
    }
}
