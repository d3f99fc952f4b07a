/// Who asks an agent; secrets have no printable form.
public enum SNMPLogin: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// SNMPv2c: a word that everybody on the way can read.
    case community(String)
    /// SNMPv3: a user, in a context of the agent, which is mostly the one without a name.
    case user(SNMPUser, context: String = "")

    /// The user's name, never the community.
    public var description: String {
        switch self {
        case .community: "a community"
        case .user(let user, _): user.description
        }
    }
    /// The same as `description`.
    public var debugDescription: String { self.description }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
