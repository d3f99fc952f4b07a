/// How a session is let through to its device.
enum SessionPassage: Sendable, Hashable {
    /// An open breaker and a lockout refuse it.
    case ordinary
    /// Nothing refuses it: lines may be on the device, and bringing it back comes before everything else.
    case always
}
