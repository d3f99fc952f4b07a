public import Domain
import Postgres

extension TargetRunRepository {
    /// Takes a target up under a new lease; `nil` when the token is not higher than the last one that wrote.
    public func take(_ targetID: ChangeTarget.ID, token: Int) async throws(Problem) -> TargetRun? {
        try await db.returningFirst(
            """
            -- TargetRunRepository.take
            UPDATE target_run
            SET attempt = attempt + 1, fencing_token = \(token), started_at = coalesce(started_at, now())
            WHERE target_id = \(targetID) AND fencing_token < \(token)
            RETURNING \(TargetRun.columns)
            """, TargetRun.init(row:))
    }

    /// Moves a target to another state; `nil` when it is in none of these states or the token is not the last. No detail keeps the old one.
    ///
    /// States that may not be followed by `to` are left out of `from`; when none is left, that is a mistake of the caller.
    public func move(
        _ targetID: ChangeTarget.ID, from: [TargetState], to: TargetState, detail: String?, token: Int
    ) async throws(Problem) -> TargetRun? {
        let allowed = from.filter { $0.successors.contains(to) }
        guard !allowed.isEmpty else { throw .illegalMove("target", from.map(\.rawValue), to.rawValue) }
        return try await db.returningFirst(
            """
            -- TargetRunRepository.move
            UPDATE target_run
            SET state = \(to),
                detail = coalesce(\(detail?.storable)::text, detail),
                finished_at = CASE WHEN \(to.isSettled) THEN now() END
            WHERE target_id = \(targetID)
                AND fencing_token = \(token)
                AND state = ANY (\(allowed.map(\.rawValue))::text[])
            RETURNING \(TargetRun.columns)
            """, TargetRun.init(row:))
    }

    /// Notes that a line is about to be sent; `false` means: do not send it.
    ///
    /// While sending, only the line after the last accepted one may begin, once, and not after someone asked to stop.
    public func beginLine(_ targetID: ChangeTarget.ID, line: Int, token: Int) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- TargetRunRepository.beginLine
            UPDATE target_run
            SET line_in_flight = \(line)
            WHERE target_id = \(targetID)
                AND fencing_token = \(token)
                AND (
                    state = 'reverting'
                    OR state = 'sending'
                    AND line_in_flight = 0
                    AND lines_accepted = \(line - 1)
                    AND NOT EXISTS (
                        SELECT FROM change
                        WHERE change.id = target_run.change_id AND change.cancel_requested_at IS NOT NULL
                    )
                )
            """) > 0
    }

    /// Notes that the device took the line in flight; `false` when the token is stale or another line is in flight.
    public func acceptLine(_ targetID: ChangeTarget.ID, line: Int, token: Int) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- TargetRunRepository.acceptLine
            UPDATE target_run
            SET line_in_flight = 0,
                lines_accepted = CASE WHEN state = 'sending' THEN \(line) ELSE lines_accepted END
            WHERE target_id = \(targetID)
                AND fencing_token = \(token)
                AND line_in_flight = \(line)
                AND state IN ('sending', 'reverting')
            """) > 0
    }

    /// Stores what was read back and what the checks found; `false` when the token is stale.
    public func recordObservation(
        _ targetID: ChangeTarget.ID, diff: JSONValue, hash: ContentHash, checks: [CheckResult], token: Int
    ) async throws(Problem) -> Bool {
        let diff = try JSONText(encoding: diff.storable)
        let checks = try JSONText(
            encoding: checks.map {
                CheckResult(name: $0.name.storable, isPassed: $0.isPassed, detail: $0.detail.storable)
            })
        return try await db.run(
            """
            -- TargetRunRepository.recordObservation
            UPDATE target_run
            SET observed_diff = \(diff), observed_hash = \(hash), checks = \(checks)
            WHERE target_id = \(targetID) AND fencing_token = \(token)
            """) > 0
    }
}
