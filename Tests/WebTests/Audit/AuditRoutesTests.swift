import Domain
import Testing

@testable import Web

struct AuditRoutesTests {
    @Test func `the record is searched and filtered, and its chain is checked`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            _ = try await site.world(by: browser)
            let all = try await browser.get("/audit")
            #expect(all.text.contains("chain holds"))
            #expect(all.text.contains("Added device r1"))
            let found = try await browser.get("/audit?q=ADDED+stack")
            #expect(found.text.contains("Added stack Access site"))
            #expect(!found.text.contains("Added device r1"))
            let filtered = try await browser.get("/audit?action=change.propose")
            #expect(filtered.text.contains("Proposed change #1"))
            #expect(!filtered.text.contains("Added device r1"))
            #expect(try await browser.get("/audit?q=nothing+like+this").text.contains("No entry matches"))
        }
    }
}
