public import Domain
import Postgres

extension ChangeRepository {
    /// Moves a change to another state; `nil` when it is in none of the states it may come from. No outcome keeps the old one.
    ///
    /// States that may not be followed by `to` are left out of `from`; when none is left, that is a mistake of the caller.
    public func move(
        _ id: Change.ID, from: [ChangeState], to: ChangeState, outcome: String? = nil
    ) async throws(Problem) -> Change? {
        let allowed = from.filter { $0.successors.contains(to) }
        guard !allowed.isEmpty else { throw .illegalMove("change", from.map(\.rawValue), to.rawValue) }
        return try await db.returningFirst(
            """
            -- ChangeRepository.move
            UPDATE change
            SET state = \(to),
                outcome = coalesce(\(outcome?.storable)::text, outcome),
                approved_at = CASE WHEN \(to == .approved) THEN now() ELSE approved_at END,
                started_at = CASE WHEN \(to == .running) THEN coalesce(started_at, now()) ELSE started_at END,
                finished_at = CASE WHEN \(to.isFinal) THEN now() END
            WHERE id = \(id) AND state = ANY (\(allowed.map(\.rawValue))::text[])
            RETURNING \(Change.columns)
            """, Change.init(row:))
    }

    /// Begins a plan of the next revision and forgets what came of the last one; `nil` when the state does not allow it.
    public func beginPlanning(_ id: Change.ID, from: [ChangeState]) async throws(Problem) -> Change? {
        let allowed = from.filter { $0.successors.contains(.planning) }
        guard !allowed.isEmpty else { throw .illegalMove("change", from.map(\.rawValue), "planning") }
        return try await db.returningFirst(
            """
            -- ChangeRepository.beginPlanning
            UPDATE change
            SET state = 'planning',
                revision = revision + 1,
                outcome = '',
                planned_at = NULL,
                approved_at = NULL,
                started_at = NULL,
                finished_at = NULL,
                cancel_requested_at = NULL
            WHERE id = \(id) AND state = ANY (\(allowed.map(\.rawValue))::text[])
            RETURNING \(Change.columns)
            """, Change.init(row:))
    }

    /// Stores the finished plan; `nil` when this revision is not being planned any more.
    public func storePlan(
        _ id: Change.ID, revision: Int, state: ChangeState, risk: RiskClass, riskReasons: [RiskReason],
        approvalsNeeded: Int, approverRole: Role, policy: String, digest: String
    ) async throws(Problem) -> Change? {
        let reasons = try JSONText(encoding: riskReasons)
        return try await db.returningFirst(
            """
            -- ChangeRepository.storePlan
            UPDATE change
            SET state = \(state),
                risk = \(risk),
                risk_reasons = \(reasons),
                approvals_needed = \(approvalsNeeded),
                approver_role = \(approverRole),
                policy = \(policy),
                digest = \(digest),
                planned_at = now(),
                approved_at = CASE WHEN \(state == .approved) THEN now() END
            WHERE id = \(id) AND state = 'planning' AND revision = \(revision)
            RETURNING \(Change.columns)
            """, Change.init(row:))
    }

    /// Notes that someone asked to stop the change; `nil` when it is over. The time of the first request stays.
    public func requestCancel(_ id: Change.ID) async throws(Problem) -> Change? {
        let final = ChangeState.allCases.filter(\.isFinal).map(\.rawValue)
        return try await db.returningFirst(
            """
            -- ChangeRepository.requestCancel
            UPDATE change
            SET cancel_requested_at = coalesce(cancel_requested_at, now())
            WHERE id = \(id) AND state <> ALL (\(final)::text[])
            RETURNING \(Change.columns)
            """, Change.init(row:))
    }
}

extension Problem {
    /// A caller asked for a move that no state machine allows.
    static func illegalMove(_ what: String, _ from: [String], _ to: String) -> Problem {
        Problem(
            .failed, code: "illegal_move", "This step does not exist. The log has the details.",
            cause: "a \(what) never goes from \(from.joined(separator: ", ")) to \(to)")
    }
}
