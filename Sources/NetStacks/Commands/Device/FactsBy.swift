import ArgumentParser

/// The protocol by which a device is asked what it is.
enum FactsBy: String, ExpressibleByArgument, CaseIterable {
    case cli, netconf, eapi, nxapi, restconf, snmp

    /// The port that it usually has; nil for the command line, whose port depends on its transport.
    var usualPort: UInt16? {
        switch self {
        case .cli: nil
        case .netconf: 830
        case .eapi, .nxapi, .restconf: 443
        case .snmp: 161
        }
    }

    /// Its name for people.
    var title: String {
        switch self {
        case .cli: "command line"
        case .netconf: "NETCONF"
        case .eapi: "eAPI"
        case .nxapi: "NX-API"
        case .restconf: "RESTCONF"
        case .snmp: "SNMP"
        }
    }
}
