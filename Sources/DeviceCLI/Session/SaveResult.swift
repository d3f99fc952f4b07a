/// What became of a request to make the running configuration survive a restart.
public enum SaveResult: Sendable, Hashable {
    /// The device confirmed it in these words; untrusted text.
    case saved(String)
    /// The platform has no command for it.
    case unsupported
}
