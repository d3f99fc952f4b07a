import Domain
import Foundation
import Testing

@testable import Services
@testable import Web

struct SnapshotRoutesTests {
    @Test func `a snapshot shows which devices differ now`() async throws {
        try await TestSite.with { site in
            let (first, second) = (try await RecorderBench(site, name: "r1"), try await RecorderBench(site, name: "r2"))
            _ = try await first.record("hostname r1\n", at: 0)
            _ = try await second.record("hostname r2\n", at: 0)
            let browser = try await site.browser(.operator)
            let taken = try await browser.post("/snapshots", [("name", "Before")])
            #expect(taken.status == 303)
            _ = try await first.record("hostname r1\nntp server 192.0.2.1\n", at: 1)
            let page = try await browser.get(taken.location)
            #expect(page.text.contains("different") && page.text.contains("same"))
            #expect(try await browser.get("/snapshots").text.contains("2 devices"))
            #expect(try await browser.post("/snapshots", [("name", "before")]).status == 409)
        }
    }

    @Test func `a snapshot of devices without backups is refused`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            let browser = try await site.browser(.operator)
            let answer = try await browser.post(
                "/snapshots", [("name", "Empty"), ("device", bench.device.id.description)])
            #expect(answer.status == 422 && answer.text.contains("None of these devices has a backup yet"))
            #expect(try await !browser.get("/snapshots").text.contains("Empty"))
        }
    }

    @Test func `two points of two devices are compared, and chosen devices are backed up`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator, named: "other"))
            let second = try await RecorderBench(site, name: "r2")
            let one = world.newer
            _ = try await second.record("hostname r2\n", at: 0)
            let browser = try await site.browser(.operator)
            let page = try await browser.get("/backups/\(one.id)/diff?device=r2")
            #expect(page.text.contains("r2, point 1") && page.text.contains("r1, point 2"))
            #expect(try await browser.get("/backups/\(one.id)/diff?device=r9").status == 404)
            #expect(try await browser.post("/backups", [("device", world.device.id.description)]).status == 303)
            #expect(try await browser.post("/backups").status == 422)
        }
    }
}
