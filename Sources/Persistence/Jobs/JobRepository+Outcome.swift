public import Domain
public import Foundation
import Postgres

/// How a running job ends or pauses. Each answers `false` when the job does not run under this token any more.
extension JobRepository {
    /// Ends a job with what it produced.
    public func succeed(_ id: Job.ID, token: Int, result: JSONValue) async throws(Problem) -> Bool {
        let result = try JSONText(encoding: result.storable)
        return try await change(
            id, token,
            """
            -- JobRepository.succeed
            UPDATE job
            SET state = 'succeeded', finished_at = now(), worker_id = NULL, lease_expires_at = NULL, progress = '',
                result = \(result)
            """)
    }

    /// Notes a failed attempt and ends the job, or queues it again when `retryAt` says so, attempts are left and nobody wants it stopped.
    public func fail(_ id: Job.ID, token: Int, message: String, retryAt: Date?) async throws(Problem) -> Bool {
        let again: SQL = "(\(retryAt != nil) AND attempt < max_attempts AND cancel_requested_at IS NULL)"
        return try await change(
            id, token,
            """
            -- JobRepository.fail
            UPDATE job
            SET state = CASE WHEN \(again) THEN 'queued' ELSE 'failed' END,
                finished_at = CASE WHEN \(again) THEN NULL ELSE now() END,
                scheduled_at = CASE WHEN \(again) THEN \(retryAt) ELSE scheduled_at END,
                worker_id = NULL, lease_expires_at = NULL, progress = '',
                failures = failures || \(Job.failure("\(message.storable)::text"))
            """)
    }

    /// Ends a job because someone wanted it stopped; the message is kept as its progress.
    public func cancel(_ id: Job.ID, token: Int, message: String) async throws(Problem) -> Bool {
        try await change(
            id, token,
            """
            -- JobRepository.cancel
            UPDATE job
            SET state = 'cancelled', finished_at = now(), worker_id = NULL, lease_expires_at = NULL,
                progress = \(message.storable)
            """)
    }

    /// Puts a job back for `untilSeconds` without counting the attempt; at once when someone wants it stopped.
    public func snooze(
        _ id: Job.ID, token: Int, untilSeconds seconds: Int, progress: String
    ) async throws(Problem) -> Bool {
        try await change(
            id, token,
            """
            -- JobRepository.snooze
            UPDATE job
            SET state = 'queued',
                attempt = attempt - 1,
                scheduled_at = CASE
                    WHEN cancel_requested_at IS NULL THEN now() + \(seconds) * interval '1 second'
                    ELSE now()
                END,
                worker_id = NULL, lease_expires_at = NULL, progress = \(progress.storable)
            """)
    }

    /// Says what a job is doing or waiting for; appends an event of the kind `progress`.
    public func setProgress(_ id: Job.ID, token: Int, _ text: String) async throws(Problem) -> Bool {
        try await change(
            id, token,
            """
            -- JobRepository.setProgress
            UPDATE job
            SET progress = \(text.storable)
            """, event: "append_event('job:' || id, 'progress', '') AS event_id")
    }

    private func change(
        _ id: Job.ID, _ token: Int, _ update: SQL, event: SQL = Job.stateEvent
    ) async throws(Problem) -> Bool {
        try await db.first(
            """
            \(update)
            WHERE id = \(id) AND state = 'running' AND fencing_token = \(token)
            RETURNING id, \(event)
            """
        ) { row throws(PostgresError) in try row.decode("id", as: Job.ID.self) } != nil
    }
}

extension Job {
    /// One element for the column `failures`, in the form of `JobFailure`.
    static func failure(_ message: SQL) -> SQL {
        """
        jsonb_build_object(
            'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'attempt', attempt,
            'message', \(message)
        )
        """
    }
}
