import Domain
import Foundation

extension Component.Badge {
    /// The state of a change.
    init(_ state: ChangeState) {
        let tone =
            switch state {
            case .draft, .planned, .cancelled, .undone: "neutral"
            case .planning, .running, .verifying: "progress"
            case .awaitingApproval, .approved: "info"
            case .done: "success"
            case .stale, .paused, .needsPerson: "warning"
            case .failed, .rejected: "danger"
            }
        self.init(text: state.title, tone: tone)
    }

    /// The state of one device in a change.
    init(_ state: TargetState) {
        let tone =
            switch state {
            case .pending, .skipped, .cancelled: "neutral"
            case .sending, .sentUnconfirmed, .verifying, .reverting: "progress"
            case .heldLease: "info"
            case .confirmed: "success"
            case .heldDrift, .heldUnreachable, .heldHostKey, .reverted, .unknown: "warning"
            case .failedBeforeSend, .failedMidSend: "danger"
            }
        self.init(text: state.title, tone: tone)
    }

    /// The state of a job.
    init(_ state: JobState) {
        let tone =
            switch state {
            case .queued, .cancelled: "neutral"
            case .running, .awaiting: "progress"
            case .succeeded: "success"
            case .failed: "danger"
            case .interrupted: "warning"
            }
        self.init(text: state.rawValue.capitalized, tone: tone)
    }

    /// A class of risk.
    init(_ risk: RiskClass) {
        let tone =
            switch risk {
            case .low: "neutral"
            case .medium: "warning"
            case .high: "danger"
            }
        self.init(text: "\(risk.rawValue.capitalized) risk", tone: tone)
    }
}

extension ChangeState {
    /// The state as a badge says it.
    var title: String {
        switch self {
        case .draft: "Draft"
        case .planning: "Planning"
        case .planned: "Planned"
        case .awaitingApproval: "Awaiting approval"
        case .approved: "Approved"
        case .running: "Running"
        case .verifying: "Verifying"
        case .done: "Done"
        case .failed: "Failed"
        case .cancelled: "Cancelled"
        case .rejected: "Rejected"
        case .stale: "Stale"
        case .paused: "Paused"
        case .undone: "Undone"
        case .needsPerson: "Needs a person"
        }
    }
}

extension TargetState {
    /// The state as a badge says it.
    var title: String {
        switch self {
        case .pending: "Waiting"
        case .heldDrift: "Held: drift"
        case .heldLease: "Held: lease"
        case .heldUnreachable: "Held: unreachable"
        case .heldHostKey: "Held: host key"
        case .sending: "Sending"
        case .sentUnconfirmed: "Sent"
        case .verifying: "Verifying"
        case .confirmed: "Confirmed"
        case .reverting: "Reverting"
        case .reverted: "Reverted"
        case .failedBeforeSend: "Failed, nothing sent"
        case .failedMidSend: "Failed mid-send"
        case .unknown: "Unknown"
        case .skipped: "Nothing to do"
        case .cancelled: "Stopped"
        }
    }
}
