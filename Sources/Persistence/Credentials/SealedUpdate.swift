/// What an edit does to one sealed value.
public enum SealedUpdate: Sendable {
    /// Leaves what is there.
    case keep
    /// Replaces it by these sealed bytes.
    case set([UInt8])
    /// Removes it.
    case clear
}
