public import Domain
import Foundation
public import Postgres

/// The queue of background work. Every result carries the fencing token of its claim, so a late one is refused.
///
/// A job is live until it ends, and then a row of the history. Every change of its state appends an event of its topic in
/// the same statement.
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
            FROM job_record
            WHERE id = \(id)
            """, Job.init(row:))
    }

    /// One page of the jobs that fit the filter, newest first; the total counts no further than 10,001.
    public func list(_ filter: JobFilter) async throws(Problem) -> Paged<Job> {
        let condition = Self.condition(filter)
        let jobs = try await db.all(
            """
            -- JobRepository.list
            SELECT \(Job.columns)
            FROM job_record
            WHERE \(condition)
            ORDER BY id DESC
            LIMIT \(filter.page.size) OFFSET \(filter.page.offset)
            """, Job.init(row:))
        if filter.page.number == 1, jobs.count < filter.page.size {
            return Paged(elements: jobs, total: jobs.count, page: filter.page)
        }
        let total = try await db.one(
            """
            -- JobRepository.count
            SELECT count(*) AS total
            FROM (SELECT 1 FROM job_record WHERE \(condition) LIMIT \(JobFilter.countLimit + 1)) AS counted
            """
        ) { row throws(PostgresError) in try row.decode("total", as: Int.self) }
        return Paged(elements: jobs, total: total, page: filter.page)
    }

    /// Stops a job that does not run at once and asks a running one to stop; `nil` when it is over or there is none.
    public func requestCancel(
        _ id: Job.ID, saying sentence: String = "Cancelled before it started."
    ) async throws(Problem) -> Job? {
        let cancelled = try await db.returningOne(
            """
            -- JobRepository.requestCancel
            SELECT cancel_job(\(id), \(sentence.storable)) AS id
            """
        ) { row throws(PostgresError) in try row.decode("id", as: Job.ID?.self) }
        return cancelled == nil ? nil : try await find(id)
    }

    private static func condition(_ filter: JobFilter) -> SQL {
        var conditions: [SQL] = ["true"]
        if !filter.states.isEmpty {
            conditions.append("state = ANY (\(filter.states.map(\.rawValue))::text[])")
        }
        if !filter.kinds.isEmpty {
            conditions.append("kind = ANY (\(filter.kinds.map(\.rawValue))::text[])")
        }
        if let deviceID = filter.deviceID { conditions.append("device_id = \(deviceID)") }
        if !filter.deviceName.isEmpty {
            conditions.append(
                """
                device_id IN (
                    SELECT device.id FROM device WHERE strpos(lower(device.name), lower(\(filter.deviceName.storable))) > 0
                )
                """)
        }
        if let workerID = filter.workerID { conditions.append("worker_id = \(workerID)") }
        if let changeID = filter.changeID { conditions.append("change_id = \(changeID)") }
        if let parentID = filter.parentID { conditions.append("parent_id = \(parentID)") }
        if filter.isWaiting { conditions.append("waiting_for IS NOT NULL") }
        if filter.isGivenUp {
            conditions.append(
                """
                state IN ('failed', 'interrupted')
                AND NOT EXISTS (SELECT 1 FROM job_record AS again WHERE again.replay_of = job_record.id)
                """)
        }
        return SQL.join(conditions, separator: " AND ")
    }
}
