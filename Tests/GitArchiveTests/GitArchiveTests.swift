import Foundation
import GitArchive
import SSHTestSupport
import Testing

struct GitArchiveTests {
    @Test func `git reads what was committed, and finds nothing wrong`() async throws {
        try await Repository.with { repository in
            let tip = try await repository.commit([
                ("site1/r1.cfg", "hostname r1\n"), ("site1/r2.cfg", "hostname r2\n"),
                ("site1/r1.cfg", "hostname r1b\n"),
                ("site2/r2.cfg", "hostname r2\n"), ("site1/r2.cfg", nil),
            ])
            #expect(try repository.git("fsck", "--strict", "--no-dangling") == "")
            #expect(try repository.git("rev-parse", "HEAD") == tip.text)
            #expect(try repository.git("ls-tree", "-r", "--name-only", "HEAD") == "site1/r1.cfg\nsite2/r2.cfg")
            #expect(try repository.git("show", "HEAD:site1/r1.cfg") == "hostname r1b")
            #expect(
                try repository.git("log", "--format=%an <%ae> %cn %at", "-1")
                    == "Alice x <alice@example.net> NetStacks 1700000004")
            #expect(try repository.git("log", "--format=%(trailers:key=Device,valueonly)", "-1") == "site1/r2.cfg")
            let file = try await repository.archive.file("site1/r1.cfg", in: tip)
            #expect(file == Array("hostname r1b\n".utf8))
        }
    }

    @Test func `a folder that becomes empty goes`() async throws {
        try await Repository.with { repository in
            try await repository.commit([("a/b/c.cfg", "x"), ("d.cfg", "y"), ("a/b/c.cfg", nil)])
            #expect(try repository.git("ls-tree", "--name-only", "HEAD") == "d.cfg")
            try await repository.commit([("d.cfg", nil)])
            #expect(try repository.git("ls-tree", "HEAD") == "")
            #expect(try repository.git("fsck", "--strict") == "")
        }
    }

    @Test func `the same commits have the same ids in another repository`() async throws {
        try await Repository.with { one in
            try await Repository.with { other in
                let files: [(String, String?)] = [("a/x", "1"), ("b/y", "2"), ("a/x", "3")]
                let ids = (try await one.commit(files), try await other.commit(files))
                #expect(ids.0 == ids.1)
            }
        }
    }

    @Test func `a commit is invisible until the branch moves`() async throws {
        try await Repository.with { repository in
            let first = try await repository.commit([("a", "1")])
            let person = GitCommit.Person(name: "", email: "")
            let commit = GitCommit(
                edits: [.init(path: "a", bytes: [50])], message: "m", author: person, committer: person, time: 0)
            let second = try await repository.archive.commit(commit, on: first)
            #expect(try await repository.archive.tip() == first)
            #expect(try await repository.archive.commit(commit, on: first) == second)
            try await repository.archive.moveBranch(to: second)
            #expect(try repository.git("log", "-1", "--format=%an %H") == "unknown \(second)")
        }
    }

    @Test func `one writes at a time, and what a killed process left locked is taken over`() async throws {
        try await Repository.with { repository in
            try await repository.commit([("a", "1")])
            let stale = repository.folder + "/configurations.git/refs/heads/main.lock"
            #expect(FileManager.default.createFile(atPath: stale, contents: nil))
            await #expect(throws: GitArchiveError.self) { try await repository.commit([("a", "2")]) }
            let lock = try await repository.archive.lock()
            let refused = await #expect(throws: GitArchiveError.self) {
                try await GitArchive(folder: repository.archive.folder).lock()
            }
            #expect(refused?.code == .locked)
            try await repository.commit([("a", "2")])
            _ = lock
        }
    }

    @Test func `a missing object is said to be a damage`() async throws {
        try await Repository.with { repository in
            let tip = try await repository.commit([("a", "1")])
            let folder = repository.archive.folder + "/objects"
            try FileManager.default.removeItem(atPath: "\(folder)/\(tip.text.prefix(2))/\(tip.text.dropFirst(2))")
            let error = await #expect(throws: GitArchiveError.self) {
                try await GitArchive(folder: repository.archive.folder).tip()
            }
            #expect(error?.code == .damaged)
        }
    }

    @Test(arguments: ["../x", "a/../../x", "", "/", "a/.git/config"]) func `a path that climbs is refused`(path: String)
        async throws
    {
        try await Repository.with { repository in
            await #expect(throws: GitArchiveError.self) { try await repository.commit([(path, "1")]) }
        }
    }

    @Test func `another repository takes its place`() async throws {
        try await Repository.with { repository in
            try await repository.commit([("a", "1")])
            let other = GitArchive(folder: repository.folder + "/new.git")
            let person = GitCommit.Person(name: "x", email: "x@y")
            let tip = try await other.commit(
                GitCommit(
                    edits: [.init(path: "b", bytes: [])], message: "m", author: person, committer: person, time: 1),
                on: nil)
            try await other.moveBranch(to: tip)
            try await repository.archive.replace(with: other.folder)
            #expect(try await repository.archive.tip() == tip)
            #expect(try repository.git("fsck") == "")
        }
    }
}
