/// A configuration that a device keeps (RFC 6241 section 5.1).
public enum NETCONFDatastore: String, Sendable, Hashable {
    /// The one in force.
    case running
    /// The one being prepared, shared by all sessions.
    case candidate
    /// The one of the next start.
    case startup

    /// The capability without which a device has none of this name; nil for the one that every device has.
    var capability: String? {
        switch self {
        case .running: nil
        case .candidate: "candidate:1.0"
        case .startup: "startup:1.0"
        }
    }
}
