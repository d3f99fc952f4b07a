public import Domain

/// Which ways to devices are open at all in this installation.
public struct AccessPolicy: Sendable, Hashable {
    /// Whether devices may be reached over Telnet, which carries passwords in clear.
    public var allowsTelnet: Bool

    /// A policy; Telnet is off unless somebody says otherwise.
    public init(allowsTelnet: Bool = false) {
        self.allowsTelnet = allowsTelnet
    }

    /// Why a protocol is not used; nil when it may be.
    public func refusal(of accessProtocol: AccessProtocol) -> String? {
        guard accessProtocol == .telnet, !allowsTelnet else { return nil }
        return
            "Telnet carries passwords in clear and is switched off here. Use SSH, or have whoever runs NetStacks set "
            + "device_telnet."
    }
}
