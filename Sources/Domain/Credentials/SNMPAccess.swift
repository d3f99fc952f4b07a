/// How SNMP agents are asked with a credential set; the community and the passwords are sealed and never part of this value.
public enum SNMPAccess: Sendable, Hashable {
    /// SNMPv2c: by a community, which everybody on the way can read.
    case community
    /// SNMPv3: by a user, the digest that proves it and the cipher that hides what is said, by their names in `netstacks`.
    case user(String, authentication: String?, privacy: String?)

    /// The version as it is written.
    public var version: String {
        switch self {
        case .community: "2c"
        case .user: "3"
        }
    }
}
