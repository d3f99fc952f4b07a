import ArgumentParser
import DeviceCLI
import Foundation
import SSH

/// Host keys that somebody has trusted, in the form of OpenSSH's known_hosts.
struct HostKeyFile {
    let path: String

    /// The keys of a device, and the line of the first one; hashed names and markers of OpenSSH are passed over.
    func keys(of address: DeviceAddress) throws -> (keys: [SSHHostKey], line: Int?) {
        guard FileManager.default.fileExists(atPath: path) else { return ([], nil) }
        let name = Self.name(of: address)
        var keys: [SSHHostKey] = []
        var first: Int?
        let text = try SecretSource.contents(of: path, "Known host keys")
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].split(separator: ",").contains(Substring(name)),
                let key = SSHHostKey(openSSH: String(parts[1]))
            else { continue }
            keys.append(key)
            first = first ?? index + 1
        }
        return (keys, first)
    }

    /// Remembers a key; the folder and the file are made for you alone.
    func add(_ key: SSHHostKey, of address: DeviceAddress) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            // When it cannot be made, the file cannot be opened either, and that is told.
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let line = Array("\(Self.name(of: address)) \(key.openSSH)\n".utf8)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ValidationError(
                "The host key cannot be remembered in \(path). Check its folder, or give --host-key-file.")
        }
        defer { close(descriptor) }
        guard write(descriptor, line, line.count) == line.count else {
            throw ValidationError("The host key was not written to \(path). Check the space on the disk.")
        }
    }

    private static func name(of address: DeviceAddress) -> String {
        address.port == 22 ? address.host : "[\(address.host)]:\(address.port)"
    }
}
