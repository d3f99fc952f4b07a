import Foundation

/// One `flock` on one file; the kernel drops it when the program ends, however it ends.
final class FolderLock: Sendable {
    enum Kind { case shared, exclusive }

    private let descriptor: Int32
    private let path: String

    /// Opens the file, making it when it is absent; nothing is locked yet.
    init(path: String) throws(PrivatePostgresError) {
        // Close-on-exec: a child that inherited the descriptor would keep the lock after us.
        descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        self.path = path
        guard descriptor >= 0 else { throw .folderUnusable("open", path) }
        // Whatever the umask: the guard opens it too, as the server's account. Fails only where that account made it.
        fchmod(descriptor, 0o644)
    }

    deinit { close(descriptor) }

    /// True when the lock was free for this kind; a lock held before in another kind is given up first.
    func tryLock(_ kind: Kind) -> Bool {
        flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0
    }

    /// Waits for the lock; throws `.timedOut` when another program does not let go before the deadline.
    func lock(_ kind: Kind, until deadline: ContinuousClock.Instant) async throws(PrivatePostgresError) {
        while !tryLock(kind) {
            try await Pause.briefly(until: deadline) {
                "Another program has held \(path) for too long; see which with: fuser \(path)"
            }
        }
    }

    func unlock() {
        flock(descriptor, LOCK_UN)
    }
}

extension PrivatePostgresError {
    /// Names the system's reason for a failed call on a path; reads `errno`.
    static func folderUnusable(_ action: String, _ path: String) -> PrivatePostgresError {
        let number = errno
        return PrivatePostgresError(
            .folderUnusable,
            """
            NetStacks could not \(action) \(path): \(String(cString: strerror(number))). Give its account the data \
            folder, or name another data folder.
            """, cause: "errno \(number), user id \(geteuid())")
    }
}
