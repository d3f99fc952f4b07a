import Testing

@testable import Web

struct CookieTests {
    @Test(arguments: ["a\"b", "a b", "a,b", "a\\b", "ä", ""])
    func `a form cookie that is not ours is replaced, not sent back`(value: String) async throws {
        try await TestSite.with { site in
            var browser = site.stranger()
            browser.cookies = ["__Host-netstacks-form=\(value)"]
            let answer = try await browser.get("/sign-in")
            #expect(answer.status == 200)
            let cookie = try #require(answer.cookies.first { $0.hasPrefix("__Host-netstacks-form=") })
            let token = cookie.dropFirst("__Host-netstacks-form=".count).prefix { $0 != ";" }
            #expect(token.count == 43 && token != value)
        }
    }

    @Test func `a theme that does not exist is the system's, whatever the form said`() async throws {
        try await TestSite.with { site in
            let answer = try await site.stranger().post(
                "/preferences/theme", [("theme", "dark; Domain=example.com\r\nX: y"), ("return_to", "/")])
            #expect(answer.status == 303)
            #expect(answer.cookies.contains { $0.hasPrefix("__Host-netstacks-theme=system;") })
        }
    }
}
