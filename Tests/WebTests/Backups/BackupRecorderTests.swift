import DeviceCLI
import Domain
import Foundation
import Persistence
import Testing

@testable import Services
@testable import Web

/// Captures are put into a timeline.
struct BackupRecorderTests {
    private static let base = "hostname r1\n" + (1...60).map { "ip route 198.51.100.\($0)/32 192.0.2.1\n" }.joined()

    @Test func `a device that did not change gets no second point`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site, platform: "cisco_ios")
            let first = try await bench.record("! Last configuration change at 10:00\nhostname r1\nend\n", at: 0)
            let again = try await bench.record("! Last configuration change at 11:00\nhostname r1\nend\n", at: 3600)
            #expect(first.isNew && !again.isNew)
            #expect(again.backup.id == first.backup.id)
            #expect(again.backup.lastSeenAt.timeIntervalSince(again.backup.firstSeenAt) == 3600)
            #expect(try await bench.points().count == 1)
        }
    }

    @Test func `a change and its taking back are two new points`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            for (step, name) in ["a", "b", "a"].enumerated() {
                #expect(try await bench.record("hostname \(name)\n", at: Double(step)).isNew)
            }
            let points = try await bench.points()
            #expect(points.map(\.number) == [3, 2, 1] && points[0].content == points[2].content)
        }
    }

    @Test func `a capture that broke off is suspect and never the newest good one`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            let good = try await bench.record(Self.base, at: 0).backup
            let cut = ConfigurationCapture(text: String(Self.base.prefix(700)), doubt: .unended(expression: "^end$"))
            let suspect = try await bench.record(cut, at: 1)
            #expect(suspect.isNew && !suspect.backup.standing.isGood)
            #expect(suspect.backup.standing.doubt.contains("^end$"))
            #expect(try await BackupRepository(site.database).newestGood(bench.device.id)?.id == good.id)
            // The same broken capture again is the same point; the whole one extends the good point.
            #expect(try await !bench.record(cut, at: 2).isNew)
            #expect(try await !bench.record(Self.base, at: 3).isNew)
            #expect(try await bench.points().count == 2)
        }
    }

    @Test func `less than half of the last good one is suspect until somebody accepts it`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            _ = try await bench.record(Self.base, at: 0)
            let short = "hostname r1\nip route 198.51.100.1/32 192.0.2.1\n"
            let suspect = try await bench.record(short, at: 1).backup
            #expect(
                suspect.standing.doubt == "It has 2 lines, and the last good one has 61 lines: less than half as much.")
            let engineer = try await site.browser(.engineer)
            let viewer = try await site.browser(.viewer)
            let page = try await engineer.get("/backups/\(suspect.id)")
            #expect(page.text.contains("Suspect: this may not be the whole configuration"))
            #expect(try await viewer.post("/backups/\(suspect.id)/acceptance").status == 403)
            #expect(try await engineer.post("/backups/\(suspect.id)/acceptance").status == 303)
            #expect(try await !bench.record(short, at: 2).isNew)
            let newest = try await BackupRepository(site.database).newestGood(bench.device.id)
            #expect(newest?.id == suspect.id)
            let accepted = try await engineer.get("/backups/\(suspect.id)")
            #expect(accepted.text.contains("In spite of") && !accepted.text.contains("Accept it as whole"))
            #expect(try await engineer.post("/backups/\(suspect.id)/acceptance").status == 409)
        }
    }

    @Test(arguments: [
        (ConfigurationCapture(text: "", doubt: .empty), "The device printed nothing."),
        (ConfigurationCapture(text: "!\n! nothing\n"), "It holds no line of configuration."),
        (
            ConfigurationCapture(text: "hostname r1\n", doubt: .refusal("% Invalid input")),
            "% Invalid input"
        ),
        (ConfigurationCapture(text: "hostname r1\u{0}\n"), "cannot be read"),
    ]) func `what speaks against a capture is said`(capture: ConfigurationCapture, words: String) async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            let backup = try await bench.record(capture, at: 0).backup
            #expect(backup.standing.doubt.contains(words), "\(backup.standing.doubt)")
        }
    }

    @Test func `a platform without grammar is backed up, and its secrets are had only by who may have them`()
        async throws
    {
        try await TestSite.with { site in
            guard let bare = site.services.platforms.platforms.first(where: { $0.configuration == nil }) else { return }
            let bench = try await RecorderBench(site, platform: bare.name.text)
            let older = try await bench.record("# 2026-01-01 10:00 by RouterOS 7\n/user add password=zebra\n", at: 0)
            #expect(
                try await !bench.record("# 2026-01-02 10:00 by RouterOS 7\n/user add password=zebra\n", at: 1).isNew)
            let newer = try await bench.record("# 2026-01-02 10:00 by RouterOS 7\n/user add password=lion\n", at: 2)
            #expect(newer.isNew && newer.backup.standing == .good)
            let engineer = try await site.browser(.engineer)
            let page = try await engineer.get("/backups/\(older.backup.id)")
            #expect(page.text.contains("/user add password=") && !page.text.contains("zebra"))
            #expect(try await engineer.get("/devices/\(bench.device.id)/backups").text.contains("+2 −2"))
            let difference = try await engineer.get("/backups/\(newer.backup.id)/diff")
            #expect(difference.status == 200 && difference.text.contains("•••2") && !difference.text.contains("lion"))
            #expect(try await !engineer.get("/backups/\(older.backup.id)/text").text.contains("zebra"))
            let whole = "/backups/\(older.backup.id)/text?secrets=yes"
            #expect(try await engineer.get(whole).status == 403)
            let administrator = try await site.browser(.administrator)
            #expect(try await administrator.get(whole).text.contains("zebra"))
            #expect(try await administrator.get("/audit").text.contains("with its secrets (point 1)"))
        }
    }

    @Test func `every point is read back from what it builds on, and none is far away`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            var texts: [String] = []
            for step in 0..<100 {
                let text = Self.base + "hostname r\(step)\n" + (0...step).map { "vlan \($0)\n" }.joined()
                texts.append(text)
                #expect(try await bench.record(text, at: Double(step)).isNew)
            }
            for (point, text) in zip(try await bench.points(size: 100).reversed(), texts) {
                #expect(try await site.contents.text(point.content) == text)
                let depth = try await ContentRepository(site.database).chain(point.content).count
                #expect(depth <= 40, "point \(point.number) builds on \(depth)")
            }
        }
    }

    @Test func `two workers that back up one device at once make one point`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try await bench.record("hostname r1\n", at: 0) } }
                try await group.waitForAll()
            }
            #expect(try await bench.points().count == 1)
        }
    }

    @Test func `a backup names the schedule, the API or the person that asked for it`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            let actor = try await site.browser(.operator).actor
            let byHand = try await site.services.devices.requestBackup(world.device.id, by: actor)
            let found = try await site.services.jobs.find(byHand, by: actor)
            #expect(found.backupOrigin.cause == .manual && found.backupOrigin.requestedBy == actor.user.id)
            let scheduled = try await site.services.jobs.find(world.run.jobIDs[0], by: actor)
            #expect(scheduled.backupOrigin.cause == .scheduled)
            #expect(scheduled.backupOrigin.scheduleID == world.schedule.id)
        }
    }
}
