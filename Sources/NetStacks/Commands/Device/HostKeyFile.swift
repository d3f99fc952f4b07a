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

    /// Remembers a key.
    func add(_ key: SSHHostKey, of address: DeviceAddress) throws {
        let line = "\(Self.name(of: address)) \(key.openSSH)"
        try PrivateFile(path: path).append(line, "The host key", option: "--host-key-file")
    }

    private static func name(of address: DeviceAddress) -> String {
        address.port == 22 ? address.host : "[\(address.host)]:\(address.port)"
    }
}
