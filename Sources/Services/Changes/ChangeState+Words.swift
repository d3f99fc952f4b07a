public import Domain

extension ChangeState {
    /// The state as the end of «the change is …».
    public var words: String {
        switch self {
        case .draft: "a draft"
        case .planning: "being planned"
        case .planned: "planned"
        case .awaitingApproval: "waiting for approval"
        case .approved: "approved"
        case .running: "running"
        case .verifying: "being verified"
        case .done: "done"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .rejected: "rejected"
        case .stale: "stale"
        case .paused: "paused"
        case .undone: "undone"
        case .needsPerson: "waiting for a person"
        }
    }
}
