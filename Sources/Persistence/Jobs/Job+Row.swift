import Domain
import Postgres

extension Job {
    /// The columns of the view of all jobs, live or over.
    static let columns: SQL = """
        id, kind, state, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at, scheduled_at,
        started_at, finished_at, cancel_requested_at, device_id, change_id, requested_by,
        \(.userName(of: "requested_by", as: "requested_by_name")), worker_id, parent_id, replay_of, keys, arguments, progress,
        result, failures, waiting_for, waiting_since, prerequisites_left
        """

    /// The same columns for rows of the table of live jobs.
    static let liveColumns: SQL = """
        id, kind, state, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at, scheduled_at,
        started_at, NULL::timestamptz AS finished_at, cancel_requested_at, device_id, change_id, requested_by,
        \(.userName(of: "requested_by", as: "requested_by_name")), worker_id, parent_id, replay_of, keys, arguments, progress,
        'null'::jsonb AS result, failures, waiting_for, waiting_since, prerequisites_left
        """

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), kind: try row.decode("kind"), priority: try row.decode("priority"),
            retention: try row.decode("retention"), isRepeatable: try row.decode("is_repeatable"),
            arguments: try row.json("arguments"), state: try row.decode("state"), attempt: try row.decode("attempt"),
            maxAttempts: try row.decode("max_attempts"), deviceID: try row.decode("device_id"),
            changeID: try row.decode("change_id"), requestedBy: try row.user("requested_by", "requested_by_name"),
            createdAt: try row.decode("created_at"), scheduledAt: try row.decode("scheduled_at"),
            startedAt: try row.decode("started_at"), finishedAt: try row.decode("finished_at"),
            cancelRequestedAt: try row.decode("cancel_requested_at"), workerID: try row.decode("worker_id"),
            parentID: try row.decode("parent_id"), replayOf: try row.decode("replay_of"),
            keys: try row.decode("keys", as: [String].self).compactMap { JobKey($0) },
            waitingFor: try row.decode("waiting_for"), waitingSince: try row.decode("waiting_since"),
            prerequisitesLeft: try row.decode("prerequisites_left"), fencingToken: try row.decode("fencing_token"),
            progress: try row.decode("progress"), result: try row.json("result"), failures: try row.json("failures"))
    }
}
