import Domain
import Persistence
import Testing

@testable import Web

struct WorkerRoutesTests {
    @Test func `a worker's page shows what it runs; pausing, resuming and draining go by its buttons`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let id = WorkerID()
            let workers = WorkerRepository(site.database)
            try await workers.insert(id: id, host: "ns-1", processID: 4711, version: "1.0", slots: 32)
            let claimed = try await JobRepository(site.database).claim(
                workerID: id, kinds: [.testConnection], limit: 5)
            #expect(claimed.map(\.id) == [world.job])
            _ = try await workers.heartbeat(id, running: 1, finished: 41)
            let list = try await browser.get("/workers")
            #expect(list.text.contains("ns-1") && list.text.contains("1 of 32"))
            let page = try await browser.get("/workers/\(id)")
            #expect(page.text.contains("/jobs/\(world.job)") && page.text.contains("Working"))
            #expect(try await browser.post("/workers/\(id)/pause").location == "/workers/\(id)")
            #expect(try await browser.get("/workers/\(id)").text.contains("Resume"))
            #expect(try await browser.post("/workers/\(id)/resumption").status == 303)
            #expect(try await browser.post("/workers/\(id)/drain").status == 303)
            #expect(try await browser.get("/workers/\(id)").text.contains("Draining"))
            #expect(try await browser.post("/workers/\(id)/resumption").status == 409)
        }
    }

    @Test func `who may only look sees why the buttons do nothing`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.viewer)
            let id = WorkerID()
            try await WorkerRepository(site.database).insert(id: id, host: "ns-1", processID: 1, version: "1", slots: 2)
            #expect(try await browser.get("/workers/\(id)").text.contains("may not pause kinds of jobs and workers"))
            #expect(try await !browser.get("/workers").text.contains("/workers/\(id)/pause"))
        }
    }
}
