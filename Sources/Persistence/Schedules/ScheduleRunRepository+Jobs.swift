public import Domain
import Postgres

/// What the queue knows of the jobs of runs; a job that is not kept any more is in none of these answers.
extension ScheduleRunRepository {
    /// How many jobs of each run are in which state; jobs that are not kept any more are not counted.
    public func tallies(of runs: [ScheduleRun]) async throws(Problem) -> [ScheduleRun.ID: ScheduleRunTally] {
        let runs = runs.filter { !$0.jobIDs.isEmpty }
        if runs.isEmpty { return [:] }
        let rows = try await db.all(
            """
            -- ScheduleRunRepository.tallies
            SELECT schedule_run.id, job_record.state, count(*) AS total
            FROM schedule_run
            CROSS JOIN LATERAL unnest(schedule_run.job_ids) AS started (job_id)
            JOIN job_record ON job_record.id = started.job_id
            WHERE schedule_run.id = ANY (\(runs.map(\.id)))
            GROUP BY schedule_run.id, job_record.state
            """
        ) { row throws(PostgresError) in
            (
                id: try row.decode("id", as: ScheduleRun.ID.self), state: try row.decode("state", as: JobState.self),
                total: try row.decode("total", as: Int.self)
            )
        }
        return Dictionary(grouping: rows, by: \.id).mapValues { rows in
            ScheduleRunTally(states: Dictionary(rows.map { ($0.state, $0.total) }, uniquingKeysWith: +))
        }
    }

    /// Whether jobs of the newest runs of a schedule still wait or run; a live job is in the table of live jobs.
    public func hasUnfinishedJobs(_ scheduleID: Schedule.ID) async throws(Problem) -> Bool {
        try await db.one(
            """
            -- ScheduleRunRepository.hasUnfinishedJobs
            SELECT EXISTS (
                SELECT
                FROM (
                    SELECT job_ids
                    FROM schedule_run
                    WHERE schedule_id = \(scheduleID) AND cardinality(job_ids) > 0
                    ORDER BY due_at DESC
                    LIMIT 5
                ) AS newest
                CROSS JOIN LATERAL unnest(newest.job_ids) AS started (job_id)
                JOIN job ON job.id = started.job_id
            ) AS found
            """
        ) { row throws(PostgresError) in try row.decode("found") }
    }

    /// One page of the jobs of a run, by the names of their devices.
    public func jobs(of run: ScheduleRun, _ page: Page) async throws(Problem) -> Paged<ScheduleRunJob> {
        try await db.page(
            page,
            { row throws(PostgresError) in
                ScheduleRunJob(
                    id: try row.decode("id"), state: try row.decode("state"),
                    deviceName: try row.decode("device_name"))
            }
        ) { limit, offset in
            """
            -- ScheduleRunRepository.jobs
            SELECT job_record.id, job_record.state, device.name AS device_name, count(*) OVER () AS total
            FROM job_record
            LEFT JOIN device ON device.id = job_record.device_id
            WHERE job_record.id = ANY (\(run.jobIDs))
            ORDER BY lower(device.name), job_record.id
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }
}
