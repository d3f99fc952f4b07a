public import Domain
import Postgres

extension JobRepository {
    /// Takes at most `limit` due jobs, oldest first; no two workers get the same one. Raises attempt and fencing token.
    public func claim(
        workerID: WorkerID, kinds: [JobKind], limit: Int, leaseSeconds: Int
    ) async throws(Problem) -> [Job] {
        // ARRAY(…) is computed once; a subquery in IN may be run again for each row and take more than the limit.
        let jobs = try await db.all(
            """
            -- JobRepository.claim
            UPDATE job
            SET state = 'running',
                attempt = attempt + 1,
                fencing_token = fencing_token + 1,
                worker_id = \(workerID),
                started_at = coalesce(started_at, now()),
                lease_expires_at = now() + \(leaseSeconds) * interval '1 second'
            WHERE id = ANY (
                ARRAY(
                    SELECT due.id
                    FROM job AS due
                    WHERE due.state = 'queued'
                        AND due.scheduled_at <= now()
                        AND due.kind = ANY (\(kinds.map(\.rawValue))::text[])
                    ORDER BY due.scheduled_at, due.id
                    LIMIT \(max(0, limit))
                    FOR UPDATE SKIP LOCKED
                )
            )
            RETURNING \(Job.columns), \(Job.stateEvent)
            """, Job.init(row:))
        return jobs.sorted { ($0.scheduledAt, $0.id.description) < ($1.scheduledAt, $1.id.description) }
    }

    /// Extends the leases of these jobs of the worker; the answer says which ones someone wants stopped.
    ///
    /// Only what the worker knows that it runs: a job whose claim or end was lost on the way has to run out and be rescued.
    public func heartbeat(
        _ ids: [Job.ID], workerID: WorkerID, leaseSeconds: Int
    ) async throws(Problem) -> [(id: Job.ID, isCancelRequested: Bool)] {
        try await db.all(
            """
            -- JobRepository.heartbeat
            UPDATE job
            SET lease_expires_at = now() + \(leaseSeconds) * interval '1 second'
            WHERE id = ANY (\(ids)) AND state = 'running' AND worker_id = \(workerID)
            RETURNING id, cancel_requested_at IS NOT NULL AS is_cancel_requested
            """
        ) { row throws(PostgresError) in
            (id: try row.decode("id"), isCancelRequested: try row.decode("is_cancel_requested"))
        }
    }

    /// Gives jobs of dead workers back to the queue, or ends them as interrupted when their kind may not be repeated.
    ///
    /// A kind in `kinds` goes back as long as it has attempts left. The answer has the jobs as they are now.
    public func rescue(repeatable kinds: [JobKind]) async throws(Problem) -> [Job] {
        let repeatable: SQL = "(kind = ANY (\(kinds.map(\.rawValue))::text[]) AND attempt < max_attempts)"
        return try await db.all(
            """
            -- JobRepository.rescue
            UPDATE job
            SET state = CASE WHEN \(repeatable) THEN 'queued' ELSE 'interrupted' END,
                finished_at = CASE WHEN \(repeatable) THEN NULL ELSE now() END,
                scheduled_at = CASE WHEN \(repeatable) THEN now() ELSE scheduled_at END,
                worker_id = NULL,
                lease_expires_at = NULL,
                progress = '',
                failures = failures || \(Job.failure(Self.obituary))
            WHERE id = ANY (
                ARRAY(
                    SELECT lost.id
                    FROM job AS lost
                    WHERE lost.state = 'running' AND lost.lease_expires_at < now()
                    ORDER BY lost.id
                    FOR UPDATE SKIP LOCKED
                )
            )
            RETURNING \(Job.columns), \(Job.stateEvent),
                CASE WHEN state = 'queued' THEN pg_notify('netstacks_job', kind) END AS woken
            """, Job.init(row:))
    }

    /// Seconds until a job of these kinds is due, 0 or less when one is due now; `nil` when none is queued.
    public func secondsUntilNextDue(kinds: [JobKind]) async throws(Problem) -> Double? {
        try await db.one(
            """
            -- JobRepository.secondsUntilNextDue
            SELECT extract(epoch FROM min(scheduled_at) - clock_timestamp())::double precision AS seconds
            FROM job
            WHERE state = 'queued' AND kind = ANY (\(kinds.map(\.rawValue))::text[])
            """
        ) { row throws(PostgresError) in try row.decode("seconds") }
    }

    /// The sentence for a job whose worker died, with what is known of the worker.
    private static let obituary: SQL = """
        coalesce(
            (
                SELECT 'The worker on ' || worker.host || ' (process ' || worker.process_id
                    || ') died or lost the database while it ran this.'
                FROM worker
                WHERE worker.id = worker_id
            ),
            'The worker died while it ran this.'
        )
        """
}
