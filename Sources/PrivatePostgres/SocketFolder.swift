import Foundation

/// The folder of the Unix socket, 0700 and owned by the server's account.
enum SocketFolder {
    /// `sockaddr_un.sun_path` has 108 bytes, one of which is the end mark (unix(7)).
    static let longestSocketPath = 107
    static let port = 5432

    static func socket(in folder: String) -> String { "\(folder)/.s.PGSQL.\(port)" }

    /// The data folder's own, or one in the runtime folder when that path is too long or has unusual characters.
    static func path(for folders: PostgresFolders, runtimeFolder: String = runtimeFolder) -> String {
        let own = folders.socketByDefault
        // PostgreSQL reads the setting as a list: a comma, quote or space would need quoting in two languages.
        let isPlain = own.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
                || "/._-+".utf8.contains($0)
        }
        guard socket(in: own).utf8.count > longestSocketPath || !isPlain else { return own }
        return "\(runtimeFolder)/netstacks-\(geteuid())-\(fingerprint(folders.data))"
    }

    /// Makes the folder, and refuses one that somebody else put there first.
    static func prepare(_ folder: String, owner: (user: uid_t, group: gid_t)) throws(PrivatePostgresError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .folderUnusable("create", folder) }
        var status = stat()
        guard lstat(folder, &status) == 0 else { throw .folderUnusable("look at", folder) }
        let isOurs = [owner.user, geteuid()].contains(status.st_uid)
        let isTrusted = isOurs ? true : try !anyoneMayMake(folder)
        guard status.st_mode & S_IFMT == S_IFDIR, isTrusted else {
            throw PrivatePostgresError(
                .folderUnusable,
                "\(folder) belongs to user id \(status.st_uid); remove it, or choose a data folder with a shorter path."
            )
        }
        guard chown(folder, owner.user, owner.group) == 0, chmod(folder, 0o700) == 0 else {
            throw .folderUnusable("change the owner of", folder)
        }
    }

    /// True in folders such as /tmp, where anybody could have made ours before us.
    private static func anyoneMayMake(_ folder: String) throws(PrivatePostgresError) -> Bool {
        let parent = (folder as NSString).deletingLastPathComponent
        var status = stat()
        guard stat(parent, &status) == 0 else { throw .folderUnusable("look at", parent) }
        return status.st_mode & S_IWOTH != 0
    }

    private static var runtimeFolder: String {
        if geteuid() == 0, access("/run", W_OK) == 0 { return "/run" }
        let session = ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"] ?? ""
        return !session.isEmpty && access(session, W_OK) == 0 ? session : "/tmp"
    }

    /// FNV-1a, 64 bits: the same data folder finds the same socket folder again.
    private static func fingerprint(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
