import Domain
import HTTPTypes
import Testing

@testable import Web

struct SecurityHeaderTests {
    @Test func `every answer carries the policy: pages, files, errors, redirects and JSON`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.viewer)
            let answers = [
                try await browser.get("/"), try await browser.get("/css/base.css"), try await browser.get("/nothing"),
                try await site.stranger().get("/devices"), try await browser.get("/users"),
                try await browser.get("/palette?q=r"), try await browser.get("/health/live"),
                try await browser.get("/api/v1/devices"), try await site.stranger().get("/sign-in"),
                try await browser.post("/devices", [("name", "")]),
            ]
            for answer in answers {
                #expect(answer.headers[.contentSecurityPolicy] == SecurityHeaders.policy)
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.headers[.cacheControl] != nil)
            }
            #expect(!SecurityHeaders.policy.contains("unsafe"))
        }
    }

    @Test func `files are kept for a year under their hash and asked about without it`() async throws {
        try await TestSite.with { site in
            let plain = try await site.stranger().get("/css/base.css")
            #expect(plain.status == 200)
            #expect(plain.headers[.cacheControl] == "no-cache")
            let tag = try #require(plain.headers[.eTag])
            let hash = tag.filter { $0 != "\"" }
            let pinned = try await site.stranger().get("/css/base.css?v=\(hash)")
            #expect(pinned.headers[.cacheControl] == "public, max-age=31536000, immutable")
            let again = try await site.stranger().get("/css/base.css", headers: [("If-None-Match", tag)])
            #expect(again.status == 304)
            #expect(try await site.stranger().get("/../Package.swift").status == 404)
        }
    }
}
