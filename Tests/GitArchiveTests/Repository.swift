import Foundation
import GitArchive
import SSHTestSupport

/// A repository in a folder of its own, and what the real git says about it.
struct Repository: Sendable {
    let folder: String
    let archive: GitArchive

    /// Lends a repository that is not made yet; its folder is removed afterwards.
    static func with(_ body: (Repository) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "git-\(UUID().uuidString)").path
        let repository = Repository(folder: folder, archive: GitArchive(folder: folder + "/configurations.git"))
        do {
            try await body(repository)
        } catch {
            try FileManager.default.removeItem(atPath: folder)
            throw error
        }
        try FileManager.default.removeItem(atPath: folder)
    }

    /// Another, empty repository beside it, to push to.
    func remote() throws -> String {
        try ChildProcess.run(["/usr/bin/env", "git", "init", "-q", "--bare", "-b", "main", folder + "/remote.git"])
        try git("config", "http.receivepack", "true", in: "remote.git")
        return folder + "/remote.git"
    }

    @discardableResult
    func git(_ arguments: String..., in name: String = "configurations.git") throws -> String {
        try ChildProcess.output(
            ["/usr/bin/env", "git", "-c", "safe.directory=*", "--git-dir", "\(folder)/\(name)"] + arguments)
    }

    /// Commits one file at a time and moves the branch; the answer is the newest commit.
    @discardableResult
    func commit(_ files: [(String, String?)], time: Int64 = 1_700_000_000) async throws -> CommitID {
        var tip = try await archive.tip()
        for (index, file) in files.enumerated() {
            let person = GitCommit.Person(name: "Alice <x>\n", email: "alice@example.net")
            let edit = GitCommit.Edit(path: file.0, bytes: file.1.map { Array($0.utf8) })
            tip = try await archive.commit(
                GitCommit(
                    edits: [edit], message: "\(file.0) changed\n\nDevice: \(file.0)\n", author: person,
                    committer: GitCommit.Person(name: "NetStacks", email: "netstacks@localhost"),
                    time: time + Int64(index)), on: tip)
        }
        guard let tip else { throw POSIXError(.EINVAL) }
        try await archive.moveBranch(to: tip)
        return tip
    }
}
