public import Domain
import Postgres

extension JobKeyRepository {
    /// Sets the limit of every key of a class that has none of its own, and lets those go on that have room now.
    ///
    /// Inside a transaction. A class that is new is added.
    public func setLimit(_ limit: JobLimit, ofClass name: String) async throws(Problem) {
        try await db.run(
            """
            -- JobKeyRepository.setClassLimit
            INSERT INTO job_key_class (class, concurrency, rate, rate_seconds)
            VALUES (\(name), \(limit.concurrency), \(limit.rate), \(limit.rateSeconds))
            ON CONFLICT (class) DO UPDATE
            SET concurrency = EXCLUDED.concurrency, rate = EXCLUDED.rate, rate_seconds = EXCLUDED.rate_seconds
            """)
        let waited = try await db.all(
            """
            -- JobKeyRepository.waitedForOfClass
            SELECT DISTINCT waiting_for
            FROM job
            WHERE waiting_for IS NOT NULL AND split_part(waiting_for, ':', 1) = \(name)
            ORDER BY waiting_for
            """
        ) { row throws(PostgresError) in try row.decode("waiting_for", as: String.self) }
        try await lock(waited)
        try await handOn(waited)
    }

    /// Sets the limit of one key, or takes it away so that its class's holds; lets those go on that have room now.
    ///
    /// Inside a transaction.
    public func setLimit(_ limit: JobLimit?, of key: JobKey) async throws(Problem) {
        try await lock([key.description])
        let seconds = limit.flatMap { $0.rate == nil ? nil : $0.rateSeconds }
        try await db.run(
            """
            -- JobKeyRepository.setLimit
            UPDATE job_key
            SET concurrency = \(limit?.concurrency), rate = \(limit?.rate), rate_seconds = \(seconds)
            WHERE name = \(key)
            """)
        try await handOn([key.description])
    }

    /// Makes keys that are missing.
    private func lock(_ names: [String]) async throws(Problem) {
        guard !names.isEmpty else { return }
        _ = try await db.returningAll(
            """
            -- JobKeyRepository.lock
            SELECT lock_keys(\(names)::text[])
            """
        ) { _ throws(PostgresError) in () }
    }

    private func handOn(_ names: [String]) async throws(Problem) {
        guard !names.isEmpty else { return }
        _ = try await db.returningAll(
            """
            -- JobKeyRepository.handOn
            SELECT hand_on_keys(\(names)::text[])
            """
        ) { _ throws(PostgresError) in () }
    }
}
