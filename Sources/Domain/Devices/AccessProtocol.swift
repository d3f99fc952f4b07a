/// The protocol over which a device's command line is reached.
public enum AccessProtocol: String, Sendable, Hashable, CaseIterable, Codable {
    /// Encrypted, and proven by the host key.
    case ssh
    /// In clear: whoever is on the way reads the password.
    case telnet

    /// The port that servers of the protocol usually listen on.
    public var usualPort: Port {
        switch self {
        case .ssh: .ssh
        case .telnet: .telnet
        }
    }

    /// As people write it.
    public var title: String {
        switch self {
        case .ssh: "SSH"
        case .telnet: "Telnet"
        }
    }
}
