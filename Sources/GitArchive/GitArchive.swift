import CGit2
import Foundation

/// A bare repository with one branch. Commits are made first and become visible when the branch is moved to the last of them.
///
/// It decides nothing: what is committed in which order, and when to push, is its owner's to say.
public actor GitArchive {
    /// The folder of the repository.
    public nonisolated let folder: String
    /// Its one branch.
    public nonisolated let branch: String
    private let queue = GitQueue()
    private var handle: GitHandle?

    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// A repository in a folder; it is opened, or made, at the first use.
    public init(folder: String, branch: String = "main") {
        self.folder = folder
        self.branch = branch
    }

    /// The right to write; throws `.locked` while another process, or another task of this one, has it.
    public func lock() throws -> GitLock {
        _ = try open()
        let lock = try GitLock(folder: folder)
        // Nobody else writes now, so what a killed process left locked is nobody's.
        let stale = "\(folder)/refs/heads/\(branch).lock"
        if FileManager.default.fileExists(atPath: stale) { try FileManager.default.removeItem(atPath: stale) }
        return lock
    }

    /// The newest commit of the branch; `nil` before the first. Throws `.damaged` when it cannot be read.
    public func tip() throws(GitArchiveError) -> CommitID? {
        let handle = try open()
        var id = git_oid()
        let status = git_reference_name_to_id(&id, handle.pointer, reference)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try GitLibrary.check(status, "read the branch")
        let commit = try GitObject.commit(CommitID(id), handle)
        _ = try GitObject.tree(of: commit)
        return CommitID(id)
    }

    /// Makes a commit and leaves the branch where it is; the same commit is made once, however often this is called.
    public func commit(_ commit: GitCommit, on parent: CommitID?) throws(GitArchiveError) -> CommitID {
        let handle = try open()
        let parent = try parent.map { id throws(GitArchiveError) in try GitObject.commit(id, handle) }
        let base = try parent.map { commit throws(GitArchiveError) in try GitObject.tree(of: commit) }
        let tree = try GitTree.write(commit.edits, over: base, handle)
        let author = try GitSignature(commit.author, time: commit.time)
        let committer = try GitSignature(commit.committer, time: commit.time)
        var id = git_oid()
        var parents = [parent?.pointer]
        try GitLibrary.check(
            git_commit_create(
                &id, handle.pointer, nil, author.pointer, committer.pointer, "UTF-8", commit.message, tree.pointer,
                parent == nil ? 0 : 1, &parents), "commit")
        return CommitID(id)
    }

    /// Moves the branch to a commit.
    public func moveBranch(to commit: CommitID) throws(GitArchiveError) {
        let handle = try open()
        var moved: OpaquePointer?
        var id = commit.id
        try GitLibrary.check(
            git_reference_create(&moved, handle.pointer, reference, &id, 1, "netstacks"), "move the branch")
        git_reference_free(moved)
    }

    /// The bytes of a file in a commit; `nil` when there is no such file.
    public func file(_ path: String, in commit: CommitID) throws(GitArchiveError) -> [UInt8]? {
        let handle = try open()
        let tree = try GitObject.tree(of: try GitObject.commit(commit, handle))
        return try GitTree.file(path, in: tree, handle)
    }

    /// Pushes the branch as it is; throws when the remote did not take it, and changes nothing here.
    ///
    /// It runs on a thread of its own until `timeout`, so that a remote that hangs holds up no commit.
    public nonisolated func push(to remote: GitRemote, timeout: Duration) async throws {
        try await GitPush(folder: folder, branch: branch, remote: remote).run(within: timeout)
    }

    /// Puts a repository that was made elsewhere in the place of this one; the old one is removed.
    public func replace(with other: String) throws {
        handle = nil
        let old = folder + ".old"
        let files = FileManager.default
        if files.fileExists(atPath: old) { try files.removeItem(atPath: old) }
        if files.fileExists(atPath: folder) { try files.moveItem(atPath: folder, toPath: old) }
        try files.moveItem(atPath: other, toPath: folder)
        if files.fileExists(atPath: old) { try files.removeItem(atPath: old) }
    }

    private var reference: String { "refs/heads/" + branch }

    private func open() throws(GitArchiveError) -> GitHandle {
        if let handle, FileManager.default.fileExists(atPath: folder + "/HEAD") { return handle }
        let opened = try GitHandle(folder: folder, branch: branch)
        handle = opened
        return opened
    }
}
