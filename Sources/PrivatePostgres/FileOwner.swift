import Foundation

/// A user and group id, of a file or of an account.
struct FileOwner: Equatable {
    let user: uid_t
    let group: gid_t

    /// The owner of a file, not followed when it is a link; nil when there is no such file.
    init?(of path: String) throws(PrivatePostgresError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .folderUnusable("look at", path) }
            return nil
        }
        user = status.st_uid
        group = status.st_gid
    }

    /// The ids of an account of this machine; nil when there is none of that name.
    init?(account: String) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        guard getpwnam_r(account, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        user = entry.pw_uid
        group = entry.pw_gid
    }
}
