import Foundation

/// Where the private PostgreSQL keeps what, all under `<data>/postgres`.
struct PostgresFolders: Sendable {
    /// The physical path of the data folder, without symbolic links.
    let data: String

    var home: String { "\(data)/postgres" }
    var cluster: String { "\(home)/cluster" }
    var log: String { "\(home)/server.log" }
    var socketByDefault: String { "\(home)/socket" }
    /// Held shared by every program that uses the server.
    var usersLock: String { "\(home)/users.lock" }
    /// Held by the one program that is making or starting the server.
    var startLock: String { "\(home)/start.lock" }
    /// Held by the guard that stops the server after its last user.
    var guardLock: String { "\(home)/guard.lock" }

    /// Makes the folders that are absent, for their owner alone.
    init(dataFolder: String) throws(PrivatePostgresError) {
        do {
            try FileManager.default.createDirectory(
                atPath: (dataFolder as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        } catch {
            throw PrivatePostgresError(
                .folderUnusable,
                "The folder above \(dataFolder) cannot be made; create it, or name another data folder.",
                cause: String(describing: error))
        }
        guard mkdir(dataFolder, 0o700) == 0 || errno == EEXIST else { throw .folderUnusable("create", dataFolder) }
        // The server's own `/proc` entry names the physical path, and is compared with ours.
        guard let physical = realpath(dataFolder, nil) else { throw .folderUnusable("look at", dataFolder) }
        defer { free(physical) }
        data = String(cString: physical)
        guard mkdir(home, 0o700) == 0 || errno == EEXIST else { throw .folderUnusable("create", home) }
    }

    /// Major version of the cluster, or nil when there is none yet.
    func clusterMajor() throws(PrivatePostgresError) -> Int? {
        let file = "\(cluster)/PG_VERSION"
        guard access(cluster, F_OK) == 0 else { return nil }
        guard let text = FileManager.default.contents(atPath: file) else { throw .folderUnusable("read", file) }
        guard let major = Int(String(decoding: text, as: UTF8.self).prefix { $0.isNumber }) else {
            throw PrivatePostgresError(
                .folderUnusable,
                "\(file) names no version: \(cluster) is damaged. Restore it from a backup, or remove it.")
        }
        return major
    }
}
