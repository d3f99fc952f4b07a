import Foundation
import Synchronization

/// A key pair in OpenSSH's form, made once for all tests of the process: making them takes longer than most tests.
struct KeyFiles: Sendable {
    let privateKey: String
    let publicKey: String

    private static let made = Mutex<[String: KeyFiles]>([:])

    /// The pair of a type such as `rsa-2048`; a word behind a slash asks for another pair of the same type.
    static func of(_ type: String, passphrase: String = "") throws -> KeyFiles {
        try self.made.withLock { made in
            if let known = made["\(type) \(passphrase)"] { return known }
            let files = try self.make(type, passphrase: passphrase)
            made["\(type) \(passphrase)"] = files
            return files
        }
    }

    func write(to path: String) throws {
        // sshd refuses a private key that others may read.
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data(self.privateKey.utf8), attributes: [.posixPermissions: 0o600])
        guard isMade else { throw POSIXError(.EIO) }
        try self.publicKey.write(toFile: path + ".pub", atomically: false, encoding: .utf8)
    }

    private static func make(_ type: String, passphrase: String) throws -> KeyFiles {
        let path = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
        defer {
            unlink(path)
            unlink(path + ".pub")
        }
        let parts = (type.split(separator: "/").first ?? "").split(separator: "-").map(String.init)
        let bits = parts.count > 1 ? ["-b", parts[1]] : []
        try ChildProcess.run(
            ["/usr/bin/ssh-keygen", "-q", "-t", parts[0]] + bits + ["-N", passphrase, "-f", path])
        return KeyFiles(
            privateKey: try String(contentsOfFile: path, encoding: .utf8),
            publicKey: try String(contentsOfFile: path + ".pub", encoding: .utf8))
    }
}
