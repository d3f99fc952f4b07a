import Glibc

/// The right to write to a repository, held by one process of this machine at a time; given up when this value goes, or by a crash.
public final class GitLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a folder, or throws `.locked` at once.
    init(folder: String) throws(GitArchiveError) {
        let path = folder + "/netstacks.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw GitArchiveError(.damaged, "open \(path)", cause: "errno \(errno)") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw GitArchiveError(code == EWOULDBLOCK ? .locked : .failed, "lock \(path)", cause: "errno \(code)")
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
