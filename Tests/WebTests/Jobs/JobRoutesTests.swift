import Domain
import Persistence
import Postgres
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

    @Test func `what was given up is done again, one or all of the page`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let backup = try await site.services.devices.requestBackup(world.device.id, by: browser.actor)
            for id in [world.job, backup] {
                _ = try await site.database.execute("SELECT end_one_job(\(id), 'failed', 'No route to host.')")
            }
            let list = try await browser.get("/jobs?state=given-up")
            #expect(list.text.contains("Do these 2 again") && list.text.contains("No route to host."))
            let one = try await browser.post("/jobs/\(world.job)/replay")
            #expect(one.status == 303 && one.location.hasPrefix("/jobs/"))
            #expect(try await browser.get(one.location).text.contains("/jobs/\(world.job)"))
            #expect(try await browser.get("/jobs/\(world.job)").text.contains(one.location))
            let rest = try await browser.get("/jobs?state=given-up")
            #expect(!rest.text.contains("/jobs/\(world.job)/replay") && rest.text.contains("/jobs/\(backup)/replay"))
            let all = try await browser.post(
                "/jobs/replays", [("job", world.job.description), ("job", backup.description)])
            #expect(all.location == "/jobs?state=given-up")
            #expect(try await browser.get("/jobs?state=given-up").text.contains("Nothing was given up"))
        }
    }

    @Test func `the list is filtered by kind and by device, and keeps that from tab to tab`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.viewer)
            let world = try await site.world(by: try await site.browser(.administrator))
            let found = try await browser.get("/jobs?kind=test_connection&device=R1")
            #expect(found.text.contains("/jobs/\(world.job)"))
            #expect(found.text.contains("/jobs?state=waiting&amp;kind=test_connection&amp;device=R1"))
            #expect(try await browser.get("/jobs?kind=run_target").text.contains("No job matches"))
            #expect(try await browser.get("/jobs?device=zz").text.contains("No job matches"))
            #expect(try await browser.get("/jobs?state=waiting").text.contains("No worker is running."))
        }
    }

    @Test func `a long list says that there are more than it counts`() {
        let pages = Component.Pagination(summary: "1–50 of 10001", previousURL: "", nextURL: "", pages: [])
        #expect(pages.sayingMore(than: 10_000, when: 10_001).summary == "1–50 of more than 10,000")
        #expect(pages.sayingMore(than: 10_000, when: 9_000).summary == "1–50 of 10001")
    }
}
