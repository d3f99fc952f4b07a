import CGit2

/// Owns libgit2's pointer to an object of a repository.
final class GitObject {
    let pointer: OpaquePointer
    private let release: (OpaquePointer) -> Void

    private init(_ pointer: OpaquePointer, release: @escaping (OpaquePointer) -> Void) {
        self.pointer = pointer
        self.release = release
    }

    deinit { release(pointer) }

    /// A commit by its id; throws `.damaged` when it is not there.
    static func commit(_ id: CommitID, _ handle: GitHandle) throws(GitArchiveError) -> GitObject {
        var pointer: OpaquePointer?
        var id = id.id
        return try owned(git_commit_lookup(&pointer, handle.pointer, &id), "read a commit", pointer) {
            git_commit_free($0)
        }
    }

    /// The tree of a commit.
    static func tree(of commit: GitObject) throws(GitArchiveError) -> GitObject {
        var pointer: OpaquePointer?
        return try owned(git_commit_tree(&pointer, commit.pointer), "read a tree", pointer) { git_tree_free($0) }
    }

    /// A tree by its id.
    static func tree(_ id: git_oid, _ handle: GitHandle) throws(GitArchiveError) -> GitObject {
        var pointer: OpaquePointer?
        var id = id
        return try owned(git_tree_lookup(&pointer, handle.pointer, &id), "read a tree", pointer) { git_tree_free($0) }
    }

    /// A file's bytes by their id.
    static func blob(_ id: git_oid, _ handle: GitHandle) throws(GitArchiveError) -> GitObject {
        var pointer: OpaquePointer?
        var id = id
        return try owned(git_blob_lookup(&pointer, handle.pointer, &id), "read a file", pointer) { git_blob_free($0) }
    }

    private static func owned(
        _ status: Int32, _ activity: String, _ pointer: OpaquePointer?, _ release: @escaping (OpaquePointer) -> Void
    ) throws(GitArchiveError) -> GitObject {
        // An object that the branch needs and that is not there is a damage, not an absence.
        if status == GIT_ENOTFOUND.rawValue { throw GitArchiveError(.damaged, activity, cause: "not found") }
        try GitLibrary.check(status, activity)
        guard let pointer else { throw GitArchiveError(.damaged, activity) }
        return GitObject(pointer, release: release)
    }
}

/// Owns libgit2's pointer to a name, a mail address and a time.
final class GitSignature {
    let pointer: UnsafeMutablePointer<git_signature>

    init(_ person: GitCommit.Person, time: Int64) throws(GitArchiveError) {
        var made: UnsafeMutablePointer<git_signature>?
        try GitLibrary.check(git_signature_new(&made, person.name, person.email, time, 0), "sign")
        guard let made else { throw GitArchiveError(.failed, "sign") }
        pointer = made
    }

    deinit { git_signature_free(pointer) }
}
