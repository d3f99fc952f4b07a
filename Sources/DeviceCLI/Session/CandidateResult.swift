/// What became of a request about the candidate configuration; the words are the device's own, untrusted text.
public enum CandidateResult: Sendable, Hashable {
    /// It is the running configuration now.
    case committed(String)
    /// It is the running configuration, and the device takes it back after this time unless it is confirmed.
    case committedWithTimer(String, revertsAfter: Duration)
    /// A commit with a timer lasts now.
    case confirmed(String)
    /// It was dropped.
    case aborted(String)
    /// The device has checked it and would commit it.
    case checked(String)
    /// The platform has no command for it; nothing was sent.
    case unsupported
}

/// What a candidate would change.
public enum PendingChanges: Sendable, Hashable {
    /// In the device's own notation; empty when there is nothing; untrusted text.
    case difference(String)
    /// The platform has no command for it; nothing was sent.
    case unsupported
}
