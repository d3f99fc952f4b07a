public import Domain
import Foundation
public import Postgres

/// The queue of background work. Every result carries the fencing token of its claim, so a late one is refused.
///
/// Every change of a job's state appends an event of its topic, in the same statement.
public struct JobRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The job with this id.
    public func find(_ id: Job.ID) async throws(Problem) -> Job? {
        try await db.first(
            """
            -- JobRepository.find
            SELECT \(Job.columns)
            FROM job
            WHERE id = \(id)
            """, Job.init(row:))
    }

    /// One page of the jobs that fit the filter, newest first.
    public func list(_ filter: JobFilter) async throws(Problem) -> Paged<Job> {
        var conditions: [SQL] = ["true"]
        if !filter.states.isEmpty {
            conditions.append("state = ANY (\(filter.states.map(\.rawValue))::text[])")
        }
        if !filter.kinds.isEmpty {
            conditions.append("kind = ANY (\(filter.kinds.map(\.rawValue))::text[])")
        }
        if let deviceID = filter.deviceID { conditions.append("device_id = \(deviceID)") }
        if let changeID = filter.changeID { conditions.append("change_id = \(changeID)") }
        return try await db.page(filter.page, Job.init(row:)) { limit, offset in
            """
            -- JobRepository.list
            SELECT \(Job.columns), count(*) OVER () AS total
            FROM job
            WHERE \(SQL.join(conditions, separator: " AND "))
            ORDER BY created_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// Stops a queued job at once and asks a running one to stop; `nil` when it is over or there is none.
    public func requestCancel(_ id: Job.ID) async throws(Problem) -> Job? {
        try await db.first(
            """
            -- JobRepository.requestCancel
            UPDATE job
            SET state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
                finished_at = CASE WHEN state = 'queued' THEN now() END,
                cancel_requested_at = coalesce(cancel_requested_at, now())
            WHERE id = \(id) AND state IN ('queued', 'running')
            RETURNING \(Job.columns), \(Job.stateEvent), pg_notify('netstacks_job_cancel', id::text)
            """, Job.init(row:))
    }
}

extension Job {
    static let columns: SQL = """
        id, kind, arguments, state, attempt, max_attempts, device_id, change_id, requested_by,
        \(.userName(of: "requested_by", as: "requested_by_name")), created_at, scheduled_at, started_at, finished_at,
        cancel_requested_at, worker_id, fencing_token, progress, result, failures
        """

    /// For RETURNING: tells the pages that follow this job.
    static let stateEvent: SQL = "append_event('job:' || id, 'state', '') AS event_id"

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), kind: try row.decode("kind"), arguments: try row.json("arguments"),
            state: try row.decode("state"), attempt: try row.decode("attempt"),
            maxAttempts: try row.decode("max_attempts"), deviceID: try row.decode("device_id"),
            changeID: try row.decode("change_id"), requestedBy: try row.user("requested_by", "requested_by_name"),
            createdAt: try row.decode("created_at"), scheduledAt: try row.decode("scheduled_at"),
            startedAt: try row.decode("started_at"), finishedAt: try row.decode("finished_at"),
            cancelRequestedAt: try row.decode("cancel_requested_at"), workerID: try row.decode("worker_id"),
            fencingToken: try row.decode("fencing_token"), progress: try row.decode("progress"),
            result: try row.json("result"), failures: try row.json("failures"))
    }
}
