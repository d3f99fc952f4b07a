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
        if telnet, login.key != nil || login.agent {
            throw ValidationError("Telnet knows no keys. Give --password-file or --password-env.")
        }
        if port == 0 { throw ValidationError("--port 0 is no port.") }
        if address.isEmpty || address.hasPrefix("-") { throw ValidationError("The address is missing.") }
        if address.contains("@") { throw ValidationError("'\(address)' names a user. Give the user with --username.") }
        if address.contains(where: \.isWhitespace) {
            throw ValidationError("'\(address)' holds a blank. Give one name or one IP address.")
        }
        let colons = address.count { $0 == ":" }
        if colons == 1 || address.contains("]:") {
            throw ValidationError("'\(address)' names a port. Give the port with --port.")
        }
    }

    /// The name or the address, an IPv6 address without its brackets.
    var host: String {
        address.hasPrefix("[") && address.hasSuffix("]") ? String(address.dropFirst().dropLast()) : address
    }

    var place: DeviceAddress { DeviceAddress(host: host, port: port ?? (telnet ? 23 : 22)) }

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
            prompt: limit, silence: limit, command: limit)
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
        // The last one, as OpenSSH has it: users of some directories have one in their names.
        guard let at = argument.lastIndex(of: "@"), at > argument.startIndex else { return nil }
        username = String(argument[..<at])
        var (host, port) = (String(argument[argument.index(after: at)...]), UInt16(22))
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
