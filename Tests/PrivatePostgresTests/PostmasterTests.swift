import Foundation
import Testing

@testable import PrivatePostgres

struct PostmasterTests {
    private func noted(_ text: String) throws -> Postmaster? {
        let folder = "/tmp/netstacks-postmaster-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Cleaning up is best effort; the folder has a random name.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/postmaster.pid"))
        #expect(Postmaster.running(in: folder) == nil)
        return Postmaster.noted(in: folder)
    }

    @Test func `a whole file tells process, socket and status`() throws {
        let text = "4711\n/data/cluster\n1700000000\n5433\n/data/socket\n\n  5432001   0\nready   \n"
        #expect(try noted(text) == Postmaster(process: 4711, socketFolder: "/data/socket", port: 5433, status: .ready))
    }

    @Test(arguments: ["starting", "ready   ", "stopping", "standby ", ""])
    func `the status may be any that PostgreSQL writes`(word: String) throws {
        let status = try noted("4711\n/d\n1\n5432\n/s\n\nkey\n\(word)\n")?.status
        let expected: [String: Postmaster.Status] = ["ready   ": .ready, "standby ": .ready, "stopping": .stopping]
        #expect(status == expected[word] ?? .starting)
    }

    @Test func `a file still being written is a server that starts`() throws {
        #expect(try noted("4711\n")?.status == .starting)
    }

    @Test(arguments: ["", "\n", "abc\n", "0\n", "1\n", "-5\n", "99999999999\n"])
    func `what names no process is no server`(text: String) throws {
        #expect(try noted(text) == nil)
    }

    @Test func `this test is no server of a cluster`() {
        #expect(!Postmaster.isProcess(getpid(), in: "/nonexistent"))
        #expect(Background.isRunning(getpid()))
        #expect(!Background.isRunning(0))
    }
}
