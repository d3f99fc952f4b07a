import Domain
import Foundation
import Persistence
import Testing

@testable import Services
@testable import Web

struct BackupRetentionTests {
    /// Points of long ago: five of them, the newest being the newest good one.
    private func bench(_ site: TestSite) async throws -> RecorderBench {
        let bench = try await RecorderBench(site)
        for step in 1...5 { _ = try await bench.record("hostname r\(step)\n", at: Double(step) - 400_000_000) }
        return bench
    }

    private func numbers(_ bench: RecorderBench) async throws -> [Int] { try await bench.points().map(\.number) }

    @Test func `old points go; the newest, kept ones and those of snapshots stay`() async throws {
        try await TestSite.with { site in
            let bench = try await bench(site)
            let administrator = try await site.browser(.administrator)
            let actor = try administrator.actor
            let points = try await bench.points()
            #expect(
                try await administrator.post("/backups/\(points[3].id)/hold", [("hold_reason", "case 7")]).status == 303
            )
            #expect(try await administrator.get("/backups/\(points[3].id)").text.contains("case 7"))
            // Points go only after they are in git, so that its history has no hole.
            _ = try await site.services.archive.catchUp()
            let rule = try #require(BackupRetention(count: 1, days: 30))
            try await site.services.retention.save(rule, by: actor)
            #expect(try await site.services.retention.prune(bench.device.id)["removed"] == .integer(3))
            #expect(try await numbers(bench) == [5, 2])
            #expect(try await administrator.get("/audit").text.contains("Removed 3 backups of r1, 1 to 4"))
            #expect(try await administrator.post("/backups/\(points[3].id)/release").status == 303)
            #expect(try await site.services.retention.prune(nil)["removed"] == .integer(1))
            #expect(try await numbers(bench) == [5])
            #expect(try await site.contents.text(try await bench.points()[0].content) == "hostname r5\n")
        }
    }

    @Test func `a point of a snapshot stays until the snapshot goes`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            _ = try await bench.record("hostname a\n", at: -400_000_000)
            let actor = try await site.browser(.administrator).actor
            let snapshot = try await site.services.snapshots.take(named: "Start", note: "", of: .all, by: actor)
            _ = try await bench.record("hostname b\n", at: -399_000_000)
            _ = try await site.services.archive.catchUp()
            let rule = try #require(BackupRetention(count: 1, days: 1))
            try await site.services.retention.save(rule, by: actor)
            #expect(try await site.services.retention.prune(nil)["removed"] == .integer(0))
            try await site.services.snapshots.remove(snapshot.id, by: actor)
            #expect(try await site.services.retention.prune(nil)["removed"] == .integer(1))
        }
    }

    @Test func `without a rule, and for young points, nothing goes`() async throws {
        try await TestSite.with { site in
            let bench = try await bench(site)
            #expect(try await site.services.retention.prune(nil)["removed"] == .integer(0))
            _ = try await site.services.archive.catchUp()
            let actor = try await site.browser(.administrator).actor
            let rule = try #require(BackupRetention(count: 1, days: 36_500))
            try await site.services.retention.save(rule, by: actor)
            #expect(try await site.services.retention.prune(nil)["removed"] == .integer(0))
            #expect(try await numbers(bench).count == 5)
            #expect(BackupRetention(count: 0, days: 1) == nil && BackupRetention(count: 1, days: 0) == nil)
        }
    }
}
