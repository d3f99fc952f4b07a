/// The protocol by which a device is asked what it is. The raw values are stored and never change.
public enum FactProtocol: String, Sendable, Hashable, CaseIterable, Codable {
    /// Its command line, as its platform prescribes.
    case cli
    /// RFC 6241, over SSH.
    case netconf
    /// Arista's Command API, over HTTPS.
    case eapi
    /// Cisco's NX-API, over HTTPS.
    case nxapi
    /// RFC 8040, over HTTPS.
    case restconf
    /// SNMPv2c or SNMPv3 (RFC 3416, RFC 3414).
    case snmp

    /// The port that it usually has; none for the command line, which has the device's own.
    public var usualPort: Port? {
        switch self {
        case .cli: nil
        case .netconf: .netconf
        case .eapi, .nxapi, .restconf: .https
        case .snmp: .snmp
        }
    }

    /// As people write it.
    public var title: String {
        switch self {
        case .cli: "Command line"
        case .netconf: "NETCONF"
        case .eapi: "eAPI"
        case .nxapi: "NX-API"
        case .restconf: "RESTCONF"
        case .snmp: "SNMP"
        }
    }

    /// The service by whose identity the device is believed; none where another proof is used, or there is none.
    public var service: ServiceIdentity.Service? {
        switch self {
        case .netconf: .netconf
        case .eapi, .nxapi, .restconf: .https
        case .cli, .snmp: nil
        }
    }
}
