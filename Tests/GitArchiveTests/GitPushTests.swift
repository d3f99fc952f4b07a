import Foundation
import GitArchive
import SSHTestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct GitPushTests {
    private func fingerprint(of line: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
        try line.write(toFile: file, atomically: false, encoding: .utf8)
        defer { unlink(file) }
        let words = try ChildProcess.output(["/usr/bin/ssh-keygen", "-lf", file]).split(separator: " ")
        return String(words[1])
    }

    @Test(.enabled(if: LoopbackSSHD.isPossible)) func `over SSH with a key, to a pinned server`() async throws {
        let server = try LoopbackSSHD(program: nil)
        let pinned = try fingerprint(of: server.hostKey)
        try await Repository.with { repository in
            let path = try repository.remote()
            let tip = try await repository.commit([("a", "1"), ("b", "2")])
            let url = "ssh://\(server.username)@127.0.0.1:\(server.port)\(path)"
            func remote(pinned: String, login: GitRemote.Login) -> GitRemote {
                GitRemote(url: url, login: login) { $0 == .hostKey(fingerprint: pinned) }
            }
            let login = GitRemote.Login.key(username: server.username, pem: server.userKey, passphrase: nil)
            let stranger = await #expect(throws: GitArchiveError.self) {
                try await repository.archive.push(to: remote(pinned: "SHA256:x", login: login), timeout: .seconds(30))
            }
            #expect(stranger?.code == .untrusted(.hostKey(fingerprint: pinned)))
            let refused = await #expect(throws: GitArchiveError.self) {
                try await repository.archive.push(
                    to: remote(pinned: pinned, login: .password(username: "x", password: "wrong")),
                    timeout: .seconds(30))
            }
            #expect(refused?.code == .authentication)
            try await repository.archive.push(to: remote(pinned: pinned, login: login), timeout: .seconds(30))
            #expect(try repository.git("rev-parse", "main", in: "remote.git") == tip.text)
            #expect(try repository.git("fsck", "--strict", in: "remote.git") == "")
        }
    }

    @Test func `over HTTP with a password`() async throws {
        try await Repository.with { repository in
            _ = try repository.remote()
            let tip = try await repository.commit([("a", "1")])
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Servers/git_http.py")
            let server = try PythonServer(script, [repository.folder])
            func remote(_ password: String, isForced: Bool = false) -> GitRemote {
                GitRemote(
                    url: "http://127.0.0.1:\(server.greeting)/remote.git",
                    login: .password(username: "pusher", password: password), isForced: isForced
                ) { _ in true }
            }
            let refused = await #expect(throws: GitArchiveError.self) {
                try await repository.archive.push(to: remote("wrong"), timeout: .seconds(30))
            }
            #expect(refused?.code == .authentication)
            #expect(String(reflecting: refused).contains("hunter2") == false)
            try await repository.archive.push(to: remote("hunter2"), timeout: .seconds(30))
            #expect(try repository.git("rev-parse", "main", in: "remote.git") == tip.text)
            // A repository made anew has another history.
            let other = GitArchive(folder: repository.folder + "/other.git")
            let person = GitCommit.Person(name: "x", email: "x@y")
            let foreign = try await other.commit(
                GitCommit(
                    edits: [.init(path: "z", bytes: [])], message: "m", author: person, committer: person, time: 1),
                on: nil)
            try await other.moveBranch(to: foreign)
            let behind = await #expect(throws: GitArchiveError.self) {
                try await other.push(to: remote("hunter2"), timeout: .seconds(30))
            }
            #expect(behind?.code == .notFastForward)
            try await other.push(to: remote("hunter2", isForced: true), timeout: .seconds(30))
            #expect(try repository.git("rev-parse", "main", in: "remote.git") == foreign.text)
        }
    }

    @Test func `a remote that hangs ends at its time`() async throws {
        let silent = try SilentServer()
        try await Repository.with { repository in
            try await repository.commit([("a", "1")])
            let remote = GitRemote(url: "http://127.0.0.1:\(silent.port)/x.git", login: .none) { _ in true }
            let start = ContinuousClock.now
            let error = await #expect(throws: GitArchiveError.self) {
                try await repository.archive.push(to: remote, timeout: .milliseconds(300))
            }
            #expect(error?.code == .timedOut)
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }

    @Test func `a remote that is not there is no answer`() async throws {
        try await Repository.with { repository in
            try await repository.commit([("a", "1")])
            let port = try SilentServer.closedPort()
            let remote = GitRemote(url: "ssh://git@127.0.0.1:\(port)/x.git", login: .none) { _ in true }
            let error = await #expect(throws: GitArchiveError.self) {
                try await repository.archive.push(to: remote, timeout: .seconds(30))
            }
            #expect(error?.code == .network)
        }
    }
}
