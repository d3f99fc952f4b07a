import CGit2

/// What went wrong with a repository or its remote.
public struct GitArchiveError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The folder is no bare repository, or objects of it are missing or damaged.
        case damaged
        /// Another process works on it.
        case locked
        /// The remote's SSH host key or certificate is not one that is trusted.
        case untrusted(GitServerProof)
        /// The remote refused the login, or asked for one that there is none of.
        case authentication
        /// The remote took the commits and refused to move the branch, in these words.
        case rejected(String)
        /// The remote's branch holds commits that this repository has not.
        case notFastForward
        /// Nobody answers there, or the connection broke.
        case network
        /// It took longer than allowed.
        case timedOut
        /// Anything else.
        case failed
    }

    /// The kind of failure.
    public let code: Code
    /// What was done.
    public let activity: String
    /// libgit2's own words.
    public let cause: String

    init(_ code: Code, _ activity: String, cause: String = "") {
        self.code = code
        self.activity = activity
        self.cause = cause
    }

    /// What libgit2 says about its newest failure on this thread.
    init(status: Int32, _ activity: String) {
        let error = git_error_last()
        cause = error.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "status \(status)"
        self.activity = activity
        code =
            switch status {
            case GIT_EAUTH.rawValue: .authentication
            case GIT_ENONFASTFORWARD.rawValue: .notFastForward
            case GIT_ELOCKED.rawValue: .locked
            default: Self.code(ofClass: error?.pointee.klass ?? 0, isPush: activity.hasPrefix("push"))
            }
    }

    private static func code(ofClass klass: Int32, isPush: Bool) -> Code {
        switch UInt32(bitPattern: klass) {
        case GIT_ERROR_NET.rawValue, GIT_ERROR_SSH.rawValue, GIT_ERROR_HTTP.rawValue, GIT_ERROR_SSL.rawValue,
            GIT_ERROR_OS.rawValue:
            isPush ? .network : .failed
        case GIT_ERROR_ODB.rawValue, GIT_ERROR_OBJECT.rawValue, GIT_ERROR_REPOSITORY.rawValue,
            GIT_ERROR_TREE.rawValue, GIT_ERROR_ZLIB.rawValue:
            .damaged
        default: .failed
        }
    }

    /// A sentence that is safe to show.
    public var description: String {
        switch code {
        case .damaged: "The git repository is damaged or incomplete. It can be rebuilt from the database."
        case .locked: "Another process works on the git repository. Try again when it is done."
        case .untrusted(let proof):
            "The remote shows \(proof.sentence), which is not trusted. Compare it with what its administrator says, then pin it."
        case .authentication: "The remote refused the login. Check the credential set."
        case .rejected(let words): "The remote refused to move its branch: \(words)"
        case .notFastForward:
            "The remote's branch holds commits that are not ours. Push by force once, or name another repository."
        case .network: "The remote does not answer as a git server. Check its address."
        case .timedOut: "The remote did not take the commits in time."
        case .failed: "The git repository could not be worked on (\(activity))."
        }
    }

    /// With libgit2's words, for the log.
    public var debugDescription: String { "\(description) (\(activity): \(cause))" }
}

extension GitArchiveError {
    /// The branch stands on a commit that its owner did not make.
    public static let unknownHistory = GitArchiveError(.damaged, "continue the branch", cause: "unknown commit")
}
