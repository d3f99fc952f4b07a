import Domain
import Services
import Testing

@testable import Web

struct JobRoutesTests {
    @Test func `the list follows the jobs that are under way, and a stopped one is over`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let list = try await browser.get("/jobs")
            #expect(list.text.contains("job=\(world.job)"))
            #expect(list.text.contains("Test connection"))
            #expect(try await browser.get("/jobs?state=finished").text.contains("No jobs here"))
            let stopped = try await browser.post("/jobs/\(world.job)/cancellation")
            #expect(stopped.location == "/jobs/\(world.job)")
            let row = try await browser.get("/jobs/\(world.job)/row", headers: [("X-Fragment", "1")])
            #expect(row.text.contains("id=\"job-\(world.job)\""))
            #expect(row.text.contains("Cancelled"))
            #expect(try await browser.post("/jobs/\(world.job)/cancellation").status == 409)
        }
    }

    @Test func `a job of a change is stopped on the page of the change`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let jobs = try await site.services.jobs.list(JobFilter(changeID: world.change.id), by: browser.actor)
            let job = try #require(jobs.elements.first)
            #expect(try await browser.get("/jobs/\(job.id)").text.contains("#1 NTP on r1"))
            #expect(try await browser.post("/jobs/\(job.id)/cancellation").status == 409)
        }
    }

    @Test func `another site's page is not where a stopped job leads back to`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let stopped = try await browser.post(
                "/jobs/\(world.job)/cancellation", headers: [("Referer", "http://evil.example/localhost/")])
            #expect(stopped.location == "/jobs/\(world.job)")
        }
    }
}
