/// What can be done with a candidate configuration.
public enum CandidateAction: String, Sendable, Hashable, CaseIterable {
    /// Making it the running configuration.
    case commit
    /// Making it so for a time.
    case commitConfirmed = "commit_confirmed"
    /// Making that last.
    case confirm
    /// Dropping it.
    case abort
    /// Having the device check it.
    case check

    /// What the device would have done, for a sentence.
    var words: String {
        switch self {
        case .commit: "committed"
        case .commitConfirmed: "committed with a timer"
        case .confirm: "confirmed the commit"
        case .abort: "dropped the candidate"
        case .check: "checked the candidate"
        }
    }
}
