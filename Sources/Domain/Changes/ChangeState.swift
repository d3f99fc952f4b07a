/// The states of a change and the only ways between them (change.md, 2).
public enum ChangeState: String, Sendable, Hashable, Codable, CaseIterable {
    case draft, planning, planned
    case awaitingApproval = "awaiting_approval"
    case approved, running, verifying, done
    case failed, cancelled, rejected, stale, paused, undone
    case needsPerson = "needs_person"

    /// The states that may follow this one.
    public var successors: Set<ChangeState> {
        switch self {
        case .draft: [.planning, .cancelled]
        case .planning: [.planned, .failed, .cancelled]
        // A plan with nothing to send is done as it stands.
        case .planned: [.awaitingApproval, .approved, .planning, .done, .cancelled, .stale]
        case .awaitingApproval: [.approved, .rejected, .planning, .cancelled, .stale]
        case .approved: [.running, .planning, .cancelled, .stale]
        case .running: [.verifying, .paused, .needsPerson, .cancelled, .failed]
        case .verifying: [.done, .needsPerson, .failed, .cancelled]
        case .paused: [.running, .cancelled, .needsPerson]
        case .done: [.undone]
        case .failed: [.planning, .undone]
        case .stale: [.planning, .cancelled]
        case .needsPerson: [.done, .failed, .undone]
        case .cancelled, .rejected, .undone: []
        }
    }

    /// Whether nothing more will happen unless a person asks for it.
    public var isFinal: Bool {
        switch self {
        case .done, .failed, .cancelled, .rejected, .undone: true
        case .draft, .planning, .planned, .awaitingApproval, .approved, .running, .verifying, .stale, .paused,
            .needsPerson:
            false
        }
    }
}
