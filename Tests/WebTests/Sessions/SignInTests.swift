import Domain
import Services
import Testing

@testable import Web

struct SignInTests {
    @Test func `the right password opens a session and leads to where the person wanted to go`() async throws {
        try await TestSite.with { site in
            _ = try await site.user(.viewer)
            let answer = try await site.stranger().post(
                "/sign-in",
                [("username", "Viewer"), ("password", TestSite.password), ("return_to", "/devices?q=r1")])
            #expect(answer.status == 303)
            #expect(answer.location == "/devices?q=r1")
            let cookie = try #require(answer.cookies.first { $0.hasPrefix("__Host-netstacks=") })
            #expect(cookie.contains("HttpOnly") && cookie.contains("Secure") && cookie.contains("SameSite=Lax"))
            var browser = site.stranger()
            browser.cookies.append(String(cookie.prefix { $0 != ";" }))
            #expect(try await browser.get("/devices").status == 200)
        }
    }

    @Test func `a wrong password is refused without saying which of the two was wrong`() async throws {
        try await TestSite.with { site in
            _ = try await site.user(.viewer)
            let wrong = try await site.stranger().post("/sign-in", [("username", "viewer"), ("password", "nope")])
            let unknown = try await site.stranger().post("/sign-in", [("username", "nobody"), ("password", "nope")])
            for answer in [wrong, unknown] {
                #expect(answer.status == 401)
                #expect(answer.text.contains("The user name or the password is wrong"))
                #expect(!answer.cookies.contains { $0.hasPrefix("__Host-netstacks=") })
            }
            #expect(wrong.text.contains("value=\"viewer\""))
        }
    }

    @Test func `after too many wrong passwords even the right one must wait`() async throws {
        try await TestSite.with(signInPolicy: SignInPolicy(failuresPerName: 2)) { site in
            _ = try await site.user(.viewer)
            for _ in 1...2 {
                _ = try await site.stranger().post("/sign-in", [("username", "viewer"), ("password", "nope")])
            }
            let answer = try await site.stranger().post(
                "/sign-in", [("username", "viewer"), ("password", TestSite.password)])
            #expect(answer.status == 429)
            #expect(answer.text.contains("Too many wrong passwords"))
        }
    }

    @Test func `a form without the token is refused, signed in or not`() async throws {
        try await TestSite.with { site in
            var stranger = site.stranger()
            stranger.token = "another"
            let signIn = try await stranger.post("/sign-in", [("username", "viewer"), ("password", "x")])
            #expect(signIn.status == 403)
            var browser = try await site.browser(.administrator)
            browser.token = ""
            let devices = try await browser.post("/devices", [("name", "r1")])
            #expect(devices.status == 403)
            #expect(devices.text.contains("earlier session"))
            #expect(try await browser.post("/sign-out").status == 403)
        }
    }

    @Test(arguments: [
        ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"),
    ])
    func `a form from another site is refused even with the token`(name: String, value: String) async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let answer = try await browser.post(
                "/credentials", [("name", "x"), ("username", "y"), ("password", "z")], headers: [(name, value)])
            #expect(answer.status == 403)
            #expect(answer.text.contains("from another site"))
        }
    }

    @Test func `signing out ends the session`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.viewer)
            #expect(try await browser.get("/").status == 200)
            let answer = try await browser.post("/sign-out")
            #expect(answer.location == "/sign-in?signed_out=1")
            let after = try await browser.get("/")
            #expect(after.location == "/sign-in")
        }
    }

    @Test func `a page asked for without a session is remembered, a fragment answers 401`() async throws {
        try await TestSite.with { site in
            let page = try await site.stranger().get("/devices?q=a b".replacing(" ", with: "+"))
            #expect(page.location == "/sign-in?return_to=%2Fdevices%3Fq%3Da%2Bb")
            let fragment = try await site.stranger().get("/jobs", headers: [("X-Fragment", "1")])
            #expect(fragment.status == 401)
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "/a\tb", ""])
    func `nobody is sent to another site after signing in`(target: String) {
        #expect(LocalPath(target).text == "/")
    }
}
