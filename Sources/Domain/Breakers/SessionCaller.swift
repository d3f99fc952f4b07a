/// On whose behalf a session with a device is opened.
public enum SessionCaller: Sendable, Hashable {
    /// Somebody asked for it.
    case person(User.ID)
    /// Nobody did: a schedule, or NetStacks itself.
    case automation

    /// The person, or the automation when there is none.
    public init(_ id: User.ID?) {
        self = id.map(SessionCaller.person) ?? .automation
    }

    /// The person; `nil` for the automation.
    public var person: User.ID? {
        if case .person(let id) = self { id } else { nil }
    }
}
