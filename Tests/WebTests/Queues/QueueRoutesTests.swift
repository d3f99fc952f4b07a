import Domain
import Testing

@testable import Web

struct QueueRoutesTests {
    @Test func `a kind is paused and resumed by its button`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            #expect(try await browser.post("/queues/test_connection/pause").location == "/queues")
            let page = try await browser.get("/queues")
            #expect(page.text.contains("/queues/test_connection/resumption"))
            #expect(page.text.contains("by administrator"))
            #expect(try await browser.get("/jobs/\(world.job)").text.contains("Its kind is paused"))
            #expect(try await browser.post("/queues/test_connection/resumption").status == 303)
            #expect(try await browser.get("/queues").text.contains("/queues/test_connection/pause"))
            #expect(try await browser.post("/queues/nothing/pause").status == 422)
        }
    }

    @Test func `a class's limit is set by its form, and a wrong one keeps what was typed`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            #expect(try await browser.get("/queues/classes/device/edit").text.contains("value=\"1\""))
            let wrong = try await browser.post("/queues/classes/device", [("concurrency", "many")])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"many\""))
            #expect(wrong.text.contains("Write a whole number"))
            let set = try await browser.post(
                "/queues/classes/device", [("concurrency", "2"), ("rate", "5"), ("rate_seconds", "10")])
            #expect(set.location == "/queues")
            #expect(try await browser.get("/queues").text.contains("2 at once, 5 starts in 10 s"))
            #expect(try await browser.get("/queues/classes/nothing/edit").status == 404)
        }
    }

    @Test func `a key's limit is set from its job's page, under the name of its device`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let path = "/queues/keys/edit?key=device%3A\(world.device.id)"
            #expect(try await browser.get("/jobs/\(world.job)").text.contains(path))
            #expect(try await browser.get(path).heading == "Limit of the device r1")
            let key = "device:\(world.device.id)"
            let wrong = try await browser.post("/queues/keys", [("key", key), ("rate", "0")])
            #expect(wrong.status == 422 && wrong.text.contains("between 1 and 1,000,000"))
            #expect(try await browser.post("/queues/keys", [("key", key), ("concurrency", "4")]).status == 303)
            #expect(try await browser.get("/queues").text.contains("0 of 4"))
            #expect(try await browser.post("/queues/keys", [("key", "x")]).text.contains("a colon and a name"))
        }
    }
}
