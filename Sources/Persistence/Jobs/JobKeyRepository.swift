public import Domain
public import Postgres

/// Shows what jobs share: each key with its limit, who has it and who waits for it.
public struct JobKeyRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The classes by name; there are few.
    public func classes() async throws(Problem) -> [JobKeyClass] {
        try await db.all(
            """
            -- JobKeyRepository.classes
            SELECT
                job_key_class.class, job_key_class.concurrency, job_key_class.rate, job_key_class.rate_seconds,
                coalesce(used.number, 0) AS in_use, coalesce(line.number, 0) AS waiting
            FROM job_key_class
            LEFT JOIN (
                SELECT split_part(key, ':', 1) AS class, count(DISTINCT job.id) AS number
                FROM job
                CROSS JOIN unnest(job.keys) AS key
                WHERE job.state = 'running'
                GROUP BY split_part(key, ':', 1)
            ) AS used ON used.class = job_key_class.class
            LEFT JOIN (
                SELECT split_part(waiting_for, ':', 1) AS class, count(*) AS number
                FROM job
                WHERE waiting_for IS NOT NULL
                GROUP BY split_part(waiting_for, ':', 1)
            ) AS line ON line.class = job_key_class.class
            ORDER BY job_key_class.class
            """
        ) { row throws(PostgresError) in
            JobKeyClass(
                name: try row.decode("class"), limit: try JobLimit(row: row), inUse: try row.decode("in_use"),
                waiting: try row.decode("waiting"))
        }
    }

    /// One page of the keys that have a limit of their own, or that jobs have or wait for: the longest lines first.
    public func list(class: String? = nil, page: Page) async throws(Problem) -> Paged<JobKeyUse> {
        try await db.page(page, JobKeyUse.init(row:)) { limit, offset in
            """
            -- JobKeyRepository.list
            SELECT \(JobKeyUse.columns), count(*) OVER () AS total
            FROM \(JobKeyUse.tables)
            WHERE (
                    job_key.concurrency IS NOT NULL OR job_key.rate IS NOT NULL OR used.number > 0 OR line.number > 0
                )
                AND (\(`class`) IS NULL OR split_part(job_key.name, ':', 1) = \(`class`))
            ORDER BY coalesce(line.number, 0) DESC, coalesce(used.number, 0) DESC, job_key.name
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// One key; `nil` when no job has named it lately and it has no limit of its own.
    public func find(_ key: JobKey) async throws(Problem) -> JobKeyUse? {
        try await db.first(
            """
            -- JobKeyRepository.find
            SELECT \(JobKeyUse.columns)
            FROM \(JobKeyUse.tables)
            WHERE job_key.name = \(key)
            """, JobKeyUse.init(row:))
    }
}

extension JobKeyUse {
    fileprivate static let columns: SQL = """
        job_key.name, job_key.concurrency AS own_concurrency, job_key.rate AS own_rate,
        coalesce(job_key.rate_seconds, 60) AS own_rate_seconds,
        job_key_state.concurrency, job_key_state.rate, job_key_state.rate_seconds,
        coalesce(used.number, 0) AS in_use, coalesce(line.number, 0) AS waiting,
        CASE
            WHEN line.number > 0 AND job_key_state.allowed_starts < 1 THEN coalesce(
                job_key.wake_at,
                clock_timestamp() + (1 - job_key_state.allowed_starts) * job_key_state.rate_seconds / job_key_state.rate
                    * interval '1 second')
        END AS next_start_at
        """

    fileprivate static let tables: SQL = """
        job_key
        JOIN job_key_state ON job_key_state.name = job_key.name
        LEFT JOIN (
            SELECT key, count(*) AS number
            FROM job
            CROSS JOIN unnest(job.keys) AS key
            WHERE job.state = 'running'
            GROUP BY key
        ) AS used ON used.key = job_key.name
        LEFT JOIN (
            SELECT waiting_for AS key, count(*) AS number FROM job WHERE waiting_for IS NOT NULL GROUP BY waiting_for
        ) AS line ON line.key = job_key.name
        """

    fileprivate init(row: Row) throws(PostgresError) {
        let own = JobLimit(
            concurrency: try row.decode("own_concurrency"), rate: try row.decode("own_rate"),
            rateSeconds: try row.decode("own_rate_seconds"))
        self.init(
            key: try row.decode("name"), ownLimit: own.isNone ? nil : own, limit: try JobLimit(row: row),
            inUse: try row.decode("in_use"), waiting: try row.decode("waiting"),
            nextStartAt: try row.decode("next_start_at"))
    }
}

extension JobLimit {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            concurrency: try row.decode("concurrency"), rate: try row.decode("rate"),
            rateSeconds: try row.decode("rate_seconds"))
    }
}
