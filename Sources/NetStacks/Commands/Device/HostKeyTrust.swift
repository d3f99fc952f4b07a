import DeviceCLI
import Foundation
import SSH

/// Decides which host keys are trusted: those of the file, and a new one after somebody has looked at it.
struct HostKeyTrust {
    let file: HostKeyFile
    let acceptsNew: Bool

    /// The trusted keys of a host; one that is not known is looked at, shown and asked about.
    func keys(of address: DeviceAddress, looking: () async throws -> SSHHostKey?) async throws -> [SSHHostKey] {
        let known = try file.known(address)
        if !known.keys.isEmpty { return known.keys }
        guard let key = try await looking() else { throw UntrustedHostKey(address: address, key: nil, file: file.path) }
        guard !known.revoked.contains(key) else {
            throw UntrustedHostKey(address: address, key: key, file: file.path, isRevoked: true)
        }
        guard acceptsNew || Self.isAccepted(key, of: address) else {
            throw UntrustedHostKey(address: address, key: key, file: file.path)
        }
        try file.add(key, of: address)
        Report.note("\(address): its host key \(key.type) \(key.fingerprint) is remembered in \(file.path).")
        return [key]
    }

    private static func isAccepted(_ key: SSHHostKey, of address: DeviceAddress) -> Bool {
        guard let terminal = TerminalQuestion() else { return false }
        let question = """
            \(address) is not known yet. It offers the host key
              \(key.type) \(key.fingerprint)
            Compare it with the device's own. Trust it from now on? Type «yes»: 
            """
        return (try? terminal.ask(question))?.lowercased() == "yes"
    }
}

/// Nobody has said that a host key is the right one.
struct UntrustedHostKey: Error, CustomStringConvertible {
    let address: DeviceAddress
    let key: SSHHostKey?
    let file: String
    var isRevoked = false

    var description: String {
        if isRevoked, let key {
            return "\(address) offers the host key \(key.type) \(key.fingerprint), which \(file) says is revoked. "
                + "No login was sent. Give the device a new host key."
        }
        guard let key else { return "\(address) showed no host key. Check that the port speaks SSH." }
        return
            "\(address) is not known yet, and its host key \(key.type) \(key.fingerprint) was not accepted. No login was sent. "
            + "Compare it with the device's own, then repeat with --accept-new, or add it to \(file)."
    }
}
