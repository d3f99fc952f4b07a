import CGit2

/// Starts libgit2 once for the process.
enum GitLibrary {
    private static let status: Int32 = {
        let started = git_libgit2_init()
        return started < 0 ? started : cgit2_ignore_configuration_files()
    }()

    static func start() throws(GitArchiveError) {
        guard status >= 0 else { throw GitArchiveError(.failed, "start libgit2", cause: "status \(status)") }
    }

    /// Turns a status into an error.
    static func check(_ status: Int32, _ activity: String) throws(GitArchiveError) {
        guard status >= 0 else { throw GitArchiveError(status: status, activity) }
    }
}
