import DeviceCLI
import Domain
import Foundation
import GitArchive
import Persistence
import Postgres
import SSHTestSupport
import Testing

@testable import Services
@testable import Web

/// Git follows the database.
struct ArchiveKeeperTests {
    private func git(_ site: TestSite, _ arguments: String...) throws -> String {
        try ChildProcess.output(
            ["/usr/bin/env", "git", "-c", "safe.directory=*", "--git-dir", site.services.archive.folder] + arguments)
    }

    @Test func `each point is a commit that says what is known, and no secret`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            let alice = try await site.user(.engineer, named: "alice")
            _ = try await bench.record("hostname r1\npassword zebra\n", at: 0)
            let second = try await bench.record(
                "hostname r2\npassword zebra\n", at: 60, origin: BackupOrigin(.manual, requestedBy: alice.id))
            _ = try await bench.record("hostname r2\npassword zebra\n", at: 120)
            _ = try await site.services.archive.catchUp()
            #expect(try git(site, "fsck", "--strict") == "")
            #expect(try git(site, "log", "--format=%s") == "r1: configuration changed\nr1: first backup")
            #expect(try git(site, "show", "HEAD:no-site/r1.cfg") == "hostname r2\npassword •••")
            let trailers = try git(site, "log", "-1", "--format=%(trailers)")
            for line in [
                "Device: r1", "Address: 192.0.2.1", "Point: 2", "Backup: \(second.backup.id)", "Cause: manual",
                "Requested-By: alice",
            ] {
                #expect(trailers.contains(line), "\(trailers)")
            }
            #expect(try git(site, "log", "-1", "--format=%at") == "1790000060")
            #expect(try !git(site, "log", "-p").contains("zebra"))
        }
    }

    @Test func `rebuilding from the database gives the same commits`() async throws {
        try await TestSite.with { site in
            let one = try await RecorderBench(site)
            let two = try await RecorderBench(site, name: "r2")
            for step in 0..<5 {
                _ = try await one.record("hostname a\(step)\n", at: Double(step))
                if step == 2 { _ = try await site.services.archive.catchUp() }
                _ = try await two.record("hostname b\(step)\n", at: Double(step) + 0.5)
            }
            let tip = try await site.services.archive.catchUp()?["commit"]?.stringValue
            #expect(try await site.services.archive.rebuild() == tip)
            #expect(try git(site, "rev-list", "--count", "HEAD") == "10")
            #expect(try git(site, "rev-parse", "HEAD") == tip)
            // A machine that has no repository yet makes the same one.
            try FileManager.default.removeItem(atPath: site.services.archive.folder)
            #expect(try await site.services.archive.catchUp()?["commit"]?.stringValue == tip)
            #expect(try git(site, "fsck", "--strict") == "")
        }
    }

    @Test func `a crash between the stores heals at the next run`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            _ = try await bench.record("hostname a\n", at: 0)
            _ = try await bench.record("hostname b\n", at: 1)
            let tip = try await site.services.archive.catchUp()?["commit"]?.stringValue
            let first = try git(site, "rev-parse", "HEAD~1")
            // Killed after the database knew the commits, before the branch moved.
            try #require(try git(site, "update-ref", "refs/heads/main", first) == "")
            #expect(try await site.services.archive.catchUp()?["commit"]?.stringValue == tip)
            #expect(try git(site, "rev-parse", "HEAD") == tip)
            // Killed after git had the objects, before the database knew them.
            try await site.pool.session {
                try await $0.script("UPDATE archive_entry SET commit_id = NULL WHERE number = 2")
            }
            try #require(try git(site, "update-ref", "refs/heads/main", first) == "")
            #expect(try await site.services.archive.catchUp()?["commit"]?.stringValue == tip)
            // The repository lost an object.
            let folder = "\(site.services.archive.folder)/objects/\(try #require(tip).prefix(2))"
            try FileManager.default.removeItem(atPath: folder)
            #expect(try await site.services.archive.catchUp()?["commit"]?.stringValue == tip)
            #expect(try git(site, "fsck", "--strict", "--no-dangling") == "")
        }
    }

    @Test func `concurrent workers make one history`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for step in 0..<12 {
                    group.addTask {
                        _ = try await bench.record("hostname a\(step)\n", at: Double(step))
                        _ = try await site.services.archive.catchUp()
                    }
                }
                try await group.waitForAll()
            }
            while try await site.services.archive.catchUp() == nil { await Task.yield() }
            #expect(try git(site, "rev-list", "--count", "HEAD") == "12")
            #expect(try git(site, "fsck", "--strict", "--no-dangling") == "")
            let actor = try await site.browser(.viewer).actor
            let state = try await site.services.archive.state(by: actor)
            #expect(state.entries == 12 && state.pending == 0)
        }
    }

    @Test func `a device that is renamed, moves or goes takes its file along`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            let other = try await RecorderBench(site, name: "r2")
            _ = try await bench.record("hostname r1\n", at: 0)
            _ = try await other.record("hostname r2\n", at: 1)
            _ = try await site.services.archive.catchUp()
            try await site.pool.session {
                try await $0.script("UPDATE device SET name = 'edge1', site = 'munich' WHERE name = 'r1'")
                try await $0.script("DELETE FROM device WHERE name = 'r2'")
            }
            _ = try await site.services.archive.catchUp()
            #expect(try git(site, "ls-tree", "-r", "--name-only", "HEAD") == "munich/edge1.cfg")
            #expect(try git(site, "show", "HEAD:munich/edge1.cfg") == "hostname r1")
            let log = try git(site, "log", "--format=%s")
            #expect(log.contains("r1: moved to munich/edge1.cfg") && log.contains("r2: device removed"))
            #expect(try await site.services.archive.catchUp()?["commit"]?.stringValue == git(site, "rev-parse", "HEAD"))
        }
    }

    @Test func `a suspect capture is no commit until it is accepted`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            let suspect = try await bench.record(
                .init(text: "hostname r1\n", doubt: .unended(expression: "^end$")), at: 0)
            #expect(try await site.services.archive.catchUp()?["commit"] == .null)
            _ = try await site.services.backups.accept(suspect.backup.id, by: try await site.browser(.engineer).actor)
            _ = try await site.services.archive.catchUp()
            #expect(try git(site, "log", "--format=%(trailers:key=Accepted-By,valueonly)") == "engineer")
        }
    }

    @Test func `what nobody can redact does not go into git`() async throws {
        try await TestSite.with { site in
            guard let bare = site.services.platforms.platforms.first(where: { $0.grammar == nil }) else { return }
            let bench = try await RecorderBench(site, platform: bare.name.text)
            _ = try await bench.record("password zebra\n", at: 0)
            _ = try await site.services.archive.catchUp()
            let shown = try git(site, "show", "HEAD:no-site/r1.cfg")
            #expect(!shown.contains("zebra") && shown.hasPrefix("Withheld:"))
        }
    }

    @Test func `a title with line breaks cannot pass for a trailer`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            try await site.pool.session {
                try await $0.script("UPDATE change SET title = E'x\\nDevice: other', reason = E'a\\n\\nPoint: 99'")
            }
            let bench = try await RecorderBench(site, name: "r9")
            _ = try await bench.record(
                "hostname z\n", at: 0, origin: BackupOrigin(.afterChange, changeID: world.change.id))
            _ = try await site.services.archive.catchUp()
            #expect(try git(site, "log", "--grep=hostname", "--format=%s") == "")
            let entry = try git(
                site, "log", "-1", "--format=%(trailers:key=Device,valueonly)%(trailers:key=Point,valueonly)", "--",
                "no-site/r9.cfg")
            #expect(!entry.contains("other") && !entry.contains("99"))
        }
    }
}
