import Reactor

/// Brings a database to the program's schema: numbered files, each once, in order, in its own transaction.
///
/// Several processes may migrate at once: an advisory lock lets one work while the others wait and then find nothing to do.
public struct Migrator: Sendable {
    /// The key of the advisory lock; the letters «netstack» as a number.
    private static let lockKey = 0x6E65_7473_7461_636B

    private let pool: PostgresPool
    private let files: [MigrationFile]
    private let timeout: Duration

    /// Takes the files in any order; `timeout` bounds each one, and the wait for another process that migrates.
    public init(_ pool: PostgresPool, files: [MigrationFile], timeout: Duration = .seconds(3600)) {
        self.pool = pool
        self.files = files.sorted { $0.version < $1.version }
        self.timeout = timeout
    }

    /// Applies what is pending and gives back what it applied; refuses when files and database do not fit together.
    @discardableResult
    public func migrate() async throws(PostgresError) -> [MigrationFile] {
        try await inSession { session throws(PostgresError) in
            try await lock(session)
            try await MigrationLog(session).create()
            let status = try await read(session)
            if let problem = status.problem { throw problem }
            for file in status.pending { try await apply(file, session) }
            return status.pending
        }
    }

    /// Compares the database with the files and changes nothing.
    public func status() async throws(PostgresError) -> MigrationStatus {
        try await inSession { session throws(PostgresError) in try await read(session) }
    }

    /// Throws unless the database is exactly at the last of the files.
    public func requireCurrent() async throws(PostgresError) {
        let status = try await status()
        if let problem = status.problem { throw problem }
        guard let next = status.pending.first, let last = status.pending.last else { return }
        let which = status.pending.count == 1 ? next.name : "\(next.name) to \(last.name)"
        throw PostgresError(.schemaOutdated, "The database lacks \(which); run the migrations first")
    }

    /// Waits for other processes that migrate, by asking: who waits inside a statement would hold up CREATE INDEX CONCURRENTLY.
    private func lock(_ session: PostgresSession) async throws(PostgresError) {
        let deadline = ContinuousClock.now + timeout
        while true {
            let rows = try await session.rows("SELECT pg_try_advisory_lock(\(Self.lockKey)) AS is_ours")
            if try rows.first?.decode("is_ours", as: Bool.self) == true { return }
            guard .now < deadline else {
                throw PostgresError(
                    .timedOut, "Another process has been migrating the database for too long; look for it and try again"
                )
            }
            do {
                try await pool.loop.sleep(until: .now + .milliseconds(100))
            } catch {
                throw .cancelled("Migrator.lock")
            }
        }
    }

    private func read(_ session: PostgresSession) async throws(PostgresError) -> MigrationStatus {
        try MigrationFile.check(files)
        let log = MigrationLog(session)
        let applied = try await log.applied()
        let checksums = try await log.checksums(of: files)
        let pending = files.filter { $0.version > applied.count }
        return MigrationStatus(
            applied: applied.map(\.version), pending: pending, problem: problem(applied, checksums))
    }

    /// The first way in which the applied steps differ from the files.
    private func problem(_ applied: [MigrationLog.Entry], _ checksums: [String]) -> PostgresError? {
        for (expected, entry) in zip(1..., applied) {
            if entry.version != expected {
                return PostgresError(
                    .schemaNewer,
                    "The database's record of migrations lacks number \(expected); restore it from a backup")
            }
            guard expected <= files.count else {
                return PostgresError(
                    .schemaNewer,
                    "The database has migration \(entry.name), which this program does not know; start a newer program")
            }
            if entry.checksum != checksums[expected - 1] {
                return PostgresError(
                    .migrationEdited,
                    "The migration \(entry.name) was edited after it was applied; put it back and write a new one")
            }
        }
        return nil
    }

    private func apply(_ file: MigrationFile, _ session: PostgresSession) async throws(PostgresError) {
        let isAlone = file.runsWithoutTransaction
        do throws(PostgresError) {
            if !isAlone { try await session.execute("BEGIN") }
            try await session.script(file.sql, named: file.name)
            guard await session.isInTransaction != isAlone else {
                throw PostgresError(.misuse, "The file ends the transaction it runs in", statement: file.name)
            }
            try await MigrationLog(session).record(file)
            if !isAlone { try await session.execute("COMMIT") }
        } catch {
            // The session's connection is ended after an error, which rolls back what is open.
            let place = error.position.map { " at line \(file.line(of: $0))" } ?? ""
            throw error.changing(
                to: error.isTransient ? error.code : .migrationFailed,
                isAlone
                    ? "The migration \(file.name) failed\(place) and ran without a transaction; look what it left behind"
                    : "The migration \(file.name) failed\(place) and was rolled back; correct it and migrate again",
                statement: file.name)
        }
    }

    private func inSession<T: Sendable>(
        _ body: @Sendable (PostgresSession) async throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        do {
            return try await pool.session(statementTimeout: timeout, body)
        } catch let error as PostgresError {
            throw error
        } catch {
            throw PostgresError(.misuse, "The migrations could not be run", detail: "\(error)")
        }
    }
}
