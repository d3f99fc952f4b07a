import ArgumentParser
import DeviceCLI
import Foundation
import SSH

/// Host keys that somebody has trusted, in the form of OpenSSH's known_hosts; hashed names, patterns and revoked keys count.
struct HostKeyFile {
    let path: String

    /// What the file says of a device.
    struct Known {
        var keys: [SSHHostKey] = []
        /// The line of the first key.
        var line: Int?
        /// Keys that must never be accepted from it.
        var revoked: [SSHHostKey] = []
    }

    /// The keys of a device; authorities of host certificates are passed over.
    func known(_ address: DeviceAddress) throws -> Known {
        var known = Known()
        guard FileManager.default.fileExists(atPath: path) else { return known }
        let text = try TextFile.contents(of: path, "Known host keys")
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let line = KnownHostsLine(line), line.isAbout(address) else { continue }
            switch line.mark {
            case .authority: continue
            case .revoked: known.revoked.append(line.key)
            case .trusted:
                known.keys.append(line.key)
                known.line = known.line ?? index + 1
            }
        }
        known.keys.removeAll { known.revoked.contains($0) }
        return known
    }

    /// Remembers a key.
    func add(_ key: SSHHostKey, of address: DeviceAddress) throws {
        let line = "\(KnownHostsLine.name(of: address)) \(key.openSSH)"
        try PrivateFile(path: path).append(line, "The host key", option: "--host-key-file")
    }
}
