import ArgumentParser
import DeviceCLI
import Foundation
import SSH

/// Where the device is and on what terms it is talked to.
struct DeviceOptions: ParsableArguments {
    @Argument(help: "The device's name or address.") var address: String
    @Option(help: "The TCP port; 22, or 23 with --telnet.") var port: UInt16?
    @Option(name: [.customShort("u"), .long], help: "Who signs in; you, unless said otherwise.") var username: String?
    @OptionGroup(title: "Login") var login: LoginOptions

    @Option(
        help: ArgumentHelp(
            "A jump host on the way; repeat it for a chain, the first one first.", valueName: "user@host[:port]"))
    var jump: [JumpHost] = []
    @Flag(help: "Use Telnet, which sends the password in the clear.") var telnet = false
    @Flag(help: "Allow old SSH algorithms (SHA-1, CBC, ssh-rsa) for this device.") var allowLegacy = false
    @Option(help: "Use this SSH engine and no other: libssh2 or libssh.") var engine: EngineName?
    @Option(
        help: ArgumentHelp(
            "Known host keys, as in OpenSSH's known_hosts; ~/.config/netstacks/host_keys.", valueName: "file"))
    var hostKeyFile: String?
    @Flag(help: "Trust a device seen for the first time, and remember its host key.") var acceptNew = false
    @Option(help: "Longest wait in seconds for each stage and each answer.") var timeout: Int?

    func validate() throws {
        if let timeout, !(1...3600).contains(timeout) {
            throw ValidationError("--timeout \(timeout) is no number of seconds from 1 to 3600.")
        }
        if telnet, !jump.isEmpty { throw ValidationError("--telnet cannot go through --jump, which carries SSH only.") }
        if address.isEmpty || address.hasPrefix("-") { throw ValidationError("The address is missing.") }
    }

    var place: DeviceAddress { DeviceAddress(host: address, port: port ?? (telnet ? 23 : 22)) }

    var user: String { username ?? NSUserName() }

    var hostKeys: HostKeyFile {
        let usual = NSHomeDirectory() + "/.config/netstacks/host_keys"
        return HostKeyFile(path: hostKeyFile.map { ($0 as NSString).expandingTildeInPath } ?? usual)
    }

    var timeouts: DeviceTimeouts {
        guard let timeout else { return DeviceTimeouts() }
        let limit = Duration.seconds(timeout)
        return DeviceTimeouts(
            ssh: SSHTimeouts(
                resolve: limit, tcp: limit, keyExchange: limit, authentication: limit, channel: limit),
            prompt: limit, silence: limit)
    }
}

/// An SSH engine as it is written on the command line.
enum EngineName: String, ExpressibleByArgument, CaseIterable {
    case libssh2, libssh

    var kind: SSHEngineKind { self == .libssh2 ? .libssh2 : .libssh }
}

/// A jump host as it is written on the command line.
struct JumpHost: ExpressibleByArgument {
    let username: String
    let address: DeviceAddress

    /// Reads `user@host`, `user@host:port`, or `user@[address]:port`.
    init?(argument: String) {
        let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        username = parts[0]
        var (host, port) = (parts[1], UInt16(22))
        if let end = host.lastIndex(of: ":"), host.hasPrefix("[") || host.firstIndex(of: ":") == end,
            !host.hasSuffix("]")
        {
            guard let number = UInt16(host[host.index(after: end)...]), number > 0 else { return nil }
            port = number
            host = String(host[..<end])
        }
        host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard !host.isEmpty else { return nil }
        address = DeviceAddress(host: host, port: port)
    }
}
