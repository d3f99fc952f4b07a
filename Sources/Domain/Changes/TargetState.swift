/// The states of one device within a change and the only ways between them (change.md, 2).
public enum TargetState: String, Sendable, Hashable, Codable, CaseIterable {
    case pending
    case heldDrift = "held_drift"
    case heldLease = "held_lease"
    case heldUnreachable = "held_unreachable"
    case heldHostKey = "held_host_key"
    case sending
    case sentUnconfirmed = "sent_unconfirmed"
    case verifying
    case confirmed
    case reverting
    case reverted
    case failedBeforeSend = "failed_before_send"
    case failedMidSend = "failed_mid_send"
    case unknown
    case skipped
    case cancelled

    /// The states that may follow this one.
    public var successors: Set<TargetState> {
        switch self {
        case .pending:
            [.sending, .heldDrift, .heldLease, .heldUnreachable, .heldHostKey, .failedBeforeSend, .skipped, .cancelled]
        case .heldLease:
            [.pending, .sending, .heldDrift, .heldUnreachable, .heldHostKey, .failedBeforeSend, .cancelled]
        case .heldDrift, .heldUnreachable, .heldHostKey: [.pending, .skipped, .cancelled]
        // Read back and found untouched: nothing had arrived, or it is gone again.
        case .sending: [.sentUnconfirmed, .reverting, .reverted, .failedBeforeSend, .failedMidSend, .unknown]
        case .sentUnconfirmed: [.verifying, .reverting, .reverted, .unknown]
        case .verifying: [.confirmed, .reverting, .reverted, .failedMidSend, .unknown]
        case .reverting: [.reverted, .failedMidSend, .unknown]
        case .unknown: [.verifying, .confirmed, .reverting, .reverted, .failedMidSend, .failedBeforeSend]
        case .confirmed, .reverted, .failedBeforeSend, .failedMidSend, .skipped, .cancelled: []
        }
    }

    /// Whether the run of this device has come to an end; what is held waits for a new plan.
    public var isSettled: Bool {
        switch self {
        case .confirmed, .reverted, .failedBeforeSend, .failedMidSend, .skipped, .cancelled, .heldDrift,
            .heldUnreachable, .heldHostKey:
            true
        case .pending, .heldLease, .sending, .sentUnconfirmed, .verifying, .reverting, .unknown: false
        }
    }

    /// Whether lines may already be on the device, so that a restart must look before it acts.
    public var mayHaveSent: Bool {
        switch self {
        case .sending, .sentUnconfirmed, .verifying, .reverting, .unknown: true
        case .pending, .heldDrift, .heldLease, .heldUnreachable, .heldHostKey, .confirmed, .reverted,
            .failedBeforeSend, .failedMidSend, .skipped, .cancelled:
            false
        }
    }
}
