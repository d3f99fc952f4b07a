import CGit2

/// Owns libgit2's pointer to an open repository.
final class GitHandle {
    let pointer: OpaquePointer

    /// Opens the bare repository in a folder, and makes it first when there is none.
    init(folder: String, branch: String) throws(GitArchiveError) {
        try GitLibrary.start()
        var pointer: OpaquePointer?
        var options = git_repository_init_options()
        try GitLibrary.check(
            git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)), "prepare")
        options.flags = GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
        // Configurations are nobody else's business, even without their secrets.
        options.mode = 0o700
        let status = branch.withCString { name in
            options.initial_head = name
            return git_repository_init_ext(&pointer, folder, &options)
        }
        try GitLibrary.check(status, "open the repository")
        guard let pointer else { throw GitArchiveError(.damaged, "open the repository") }
        self.pointer = pointer
    }

    deinit { git_repository_free(pointer) }
}
