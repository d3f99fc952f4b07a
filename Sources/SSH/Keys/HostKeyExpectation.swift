/// What the server's host key has to be.
public enum HostKeyExpectation: Sendable {
    /// One of these keys; any other is refused before the login is sent.
    case pinned([SSHHostKey])
    /// Any key; the caller pins the one that was offered.
    case acceptFirst
}
