public import Domain
import Persistence

/// Ends a running change when its last device has settled; the outcome counts what happened, without embellishment.
struct ChangeSettlement: Sendable {
    /// Moves the change on when nothing is open any more; `nil` while something is.
    ///
    /// The change's row must be locked by the same transaction, so that two devices that settle at once end it once.
    func settle(_ change: Change, on db: any Queryable) async throws -> Change? {
        guard change.state == .running, try await TargetRunRepository(db).unsettledCount(change.id) == 0 else {
            return nil
        }
        let runs = try await TargetRunRepository(db).list(change.id, revision: change.revision)
        let verdict = Self.verdict(runs.map(\.state), wasStopped: change.cancelRequestedAt != nil)
        _ = try await ChangeRepository(db).move(change.id, from: [.running], to: .verifying, outcome: nil)
        let settled = try await ChangeRepository(db).move(
            change.id, from: [.verifying], to: verdict, outcome: Self.sentence(runs.map(\.state)))
        if verdict == .done, case .undo(let original) = change.source {
            try await settleUndone(original, by: change, on: db)
        }
        try await AuditRepository(db).append(
            NewAuditEntry(
                actor: change.author, action: "change.settle", subjectKind: "change", subjectID: change.id.description,
                summary: "Change #\(change.number) is \(verdict.words): \(Self.sentence(runs.map(\.state)))"))
        try await EventRepository(db).append(.change(change.id), kind: "state", subject: "")
        return settled
    }

    /// The undo takes back what was confirmed; where lines are left on a device besides, the change still needs a person.
    private func settleUndone(_ id: Change.ID, by undo: Change, on db: any Queryable) async throws {
        guard let original = try await ChangeRepository(db).lock(id) else { return }
        let runs = try await TargetRunRepository(db).list(id, revision: original.revision)
        if runs.contains(where: { $0.state == .failedMidSend }) { return }
        _ = try await ChangeRepository(db).move(
            id, from: [.done, .needsPerson, .failed], to: .undone, outcome: "Undone by change #\(undo.number).")
        try await EventRepository(db).append(.change(id), kind: "state", subject: "")
    }

    /// Done only when every device is confirmed; failed when no device took anything, so that it can be planned again; a
    /// person is needed when some devices took it and others did not, or one is in doubt.
    static func verdict(_ states: [TargetState], wasStopped: Bool) -> ChangeState {
        if states.allSatisfy({ $0 == .confirmed || $0 == .skipped }) { return .done }
        let untouched: Set<TargetState> = [
            .reverted, .failedBeforeSend, .cancelled, .skipped, .heldDrift, .heldUnreachable, .heldHostKey,
        ]
        if states.allSatisfy(untouched.contains) { return wasStopped ? .cancelled : .failed }
        return .needsPerson
    }

    /// «3 of 5 devices confirmed, 1 reverted, 1 held because it has drifted.»
    static func sentence(_ states: [TargetState]) -> String {
        let confirmed = states.filter { $0 == .confirmed || $0 == .skipped }.count
        var parts = ["\(confirmed) of \(states.count) devices confirmed"]
        for state in TargetState.allCases where state != .confirmed && state != .skipped {
            let count = states.filter { $0 == state }.count
            if count > 0 { parts.append("\(count) \(state.words)") }
        }
        return parts.joined(separator: ", ") + "."
    }
}

extension TargetState {
    /// The state as the end of «the device is …».
    public var words: String {
        switch self {
        case .pending: "waiting"
        case .heldDrift: "held because it has drifted"
        case .heldLease: "waiting for its lease"
        case .heldUnreachable: "held because it cannot be reached"
        case .heldHostKey: "held because its host key has changed"
        case .sending: "taking commands"
        case .sentUnconfirmed: "sent, not confirmed yet"
        case .verifying: "being verified"
        case .confirmed: "confirmed"
        case .reverting: "being reverted"
        case .reverted: "reverted"
        case .failedBeforeSend: "failed before anything was sent"
        case .failedMidSend: "failed with lines on the device"
        case .unknown: "unknown until read back"
        case .skipped: "skipped"
        case .cancelled: "stopped before anything was sent"
        }
    }
}
