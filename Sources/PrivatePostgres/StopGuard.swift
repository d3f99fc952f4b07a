import Foundation

/// A shell that outlives the program and stops the server when no program holds the users' lock any more.
///
/// So a program ended by kill -9 leaves no server behind, and one of two programs does not stop the other's.
struct StopGuard {
    let folders: PostgresFolders
    let account: ServerAccount

    /// SIGINT is PostgreSQL's fast shutdown; after a minute SIGQUIT ends it at once, to be recovered at the next start.
    private static let script = #"""
        process=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) || exit 0
        here() { [ "$(readlink "/proc/$process/cwd")" = "$1" ]; }
        here "$1" && kill -INT "$process" || exit 0
        rounds=0
        while here "$1"; do
            rounds=$((rounds + 1))
            [ "$rounds" -eq 1200 ] && kill -QUIT "$process"
            sleep 0.05
        done
        """#

    /// Starts a guard; a second one ends at once, because the first holds the guard's lock.
    ///
    /// The guard's lock is opened before the users' lock, so the kernel also closes it first: whoever gets the users'
    /// lock after a guard finds the guard's lock free.
    func start() async throws(PrivatePostgresError) {
        _ = try FolderLock(path: folders.guardLock)
        try await Background(
            arguments: account.guardPrefix + [
                "flock", "--nonblock", "--no-fork", folders.guardLock, "flock", "--no-fork", folders.usersLock,
                "sh", "-c", Self.script, "netstacks-postgres-guard", folders.cluster,
            ], log: "/dev/null"
        ).start()
    }
}
