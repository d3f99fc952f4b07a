import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct TransactionTests {
    private struct Refusal: Error {}

    private func withTable(_ body: (PostgresPool) async throws -> Void) async throws {
        try await withPool { pool in
            try await pool.execute("CREATE TABLE item (id integer CONSTRAINT item_pkey PRIMARY KEY)")
            try await body(pool)
        }
    }

    private func expectItems(
        _ count: Int, _ db: some PostgresQueryable, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await db.value("SELECT count(*) FROM item", as: Int.self)
        #expect(found == count, sourceLocation: location)
    }

    @Test func `what a transaction did is there when its closure returns`() async throws {
        try await withTable { pool in
            let count = try await pool.transaction { db in
                try await db.execute("INSERT INTO item VALUES (1), (2)")
                try await expectItems(0, pool)
                return try await db.value("SELECT count(*) FROM item", as: Int.self)
            }
            #expect(count == 2)
            try await expectItems(2, pool)
        }
    }

    @Test func `an error rolls everything back and comes out unchanged`() async throws {
        try await withTable { pool in
            await #expect(throws: Refusal.self) {
                try await pool.transaction { db in
                    try await db.execute("INSERT INTO item VALUES (1)")
                    throw Refusal()
                }
            }
            try await expectItems(0, pool)
        }
    }

    @Test func `a swallowed error still fails the transaction, with that error`() async throws {
        try await withTable { pool in
            let error = try await postgresError {
                try await pool.transaction { db in
                    try await db.execute("INSERT INTO item VALUES (1)")
                    _ = try? await db.execute("INSERT INTO item VALUES (1)")
                }
            }
            #expect(error?.constraint == "item_pkey")
            try await expectItems(0, pool)
        }
    }

    @Test func `a savepoint lets a transaction go on after an error`() async throws {
        try await withTable { pool in
            try await pool.transaction { db in
                try await db.execute("INSERT INTO item VALUES (1)")
                try await db.execute("SAVEPOINT before")
                _ = try? await db.execute("INSERT INTO item VALUES (1)")
                try await db.execute("ROLLBACK TO SAVEPOINT before")
                try await db.execute("INSERT INTO item VALUES (2)")
            }
            try await expectItems(2, pool)
        }
    }

    @Test func `a cancelled transaction is rolled back and its connection is clean for the next`() async throws {
        try await withTable { pool in
            try await pool.session { session in
                try await session.execute("SELECT pg_advisory_lock(9)")
                let task = Task {
                    try await pool.transaction { db in
                        try await db.execute("INSERT INTO item VALUES (1)")
                        try await db.execute("SELECT pg_advisory_xact_lock(9)")
                    }
                }
                try await eventually(
                    "the transaction waits", session,
                    "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
                let start = ContinuousClock.now
                task.cancel()
                let error = try await postgresError { try await task.value }
                #expect(error?.code == .cancelled)
                #expect(ContinuousClock.now - start < .seconds(10))
            }
            for _ in 0..<20 {
                try await pool.transaction { db in try await expectItems(0, db) }
            }
        }
    }

    @Test func `a task that was cancelled before COMMIT does not commit`() async throws {
        try await withTable { pool in
            let task = Task {
                try await pool.transaction { db in
                    try await db.execute("INSERT INTO item VALUES (1)")
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            let error = try await postgresError { try await task.value }
            #expect(error?.code == .cancelled)
            try await expectItems(0, pool)
        }
    }

    @Test func `a backend that is killed mid-transaction gives a retryable error, and nothing was changed`()
        async throws
    {
        try await withTable { pool in
            let error = try await postgresError {
                try await pool.transaction { db in
                    try await db.execute("INSERT INTO item VALUES (1)")
                    let backend = try await db.value("SELECT pg_backend_pid()", as: Int.self)
                    try await pool.execute("SELECT pg_terminate_backend(\(backend)::integer)")
                    try await db.execute("INSERT INTO item VALUES (2)")
                    Issue.record("The connection should have been lost")
                }
            }
            #expect(error?.code == .connectionLost)
            #expect(error?.isRetryable == true)
            try await expectItems(0, pool)
            try await pool.transaction { db in try await db.execute("INSERT INTO item VALUES (3)") }
        }
    }

    @Test func `of two transactions that cannot both be, one gets a retryable error`() async throws {
        try await withTable { pool in
            try await pool.execute("INSERT INTO item VALUES (1)")
            let error = try await postgresError {
                try await pool.transaction(.repeatableRead) { db in
                    _ = try await db.rows("SELECT id FROM item")
                    try await pool.execute("UPDATE item SET id = 5")
                    try await db.execute("UPDATE item SET id = 6")
                }
            }
            #expect(error?.code == .serializationFailure)
            #expect(error?.isRetryable == true)
        }
    }

    @Test func `a transaction cannot be used after its end, nor ended by a statement`() async throws {
        try await withTable { pool in
            let escaped = try await pool.transaction { db in
                let error = try await postgresError { try await db.execute("COMMIT") }
                #expect(error?.code == .misuse)
                return db
            }
            let error = try await postgresError { try await escaped.execute("SELECT 1") }
            #expect(error?.code == .misuse)
        }
    }

    @Test func `statements of child tasks share the transaction in turn`() async throws {
        try await withTable { pool in
            try await pool.transaction { db in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<30 {
                        group.addTask { try await db.execute("INSERT INTO item VALUES (\(number))") }
                    }
                    try await group.waitForAll()
                }
            }
            try await expectItems(30, pool)
        }
    }

    @Test func `what a session sets is gone with it`() async throws {
        try await withPool(maxConnections: 2) { pool in
            try await pool.session { session in
                try await session.script("SET application_name = 'odd'; CREATE TEMP TABLE mine (id integer)")
                #expect(try await session.value("SHOW application_name") == "odd")
            }
            try await pool.session { session in
                let name: String = try await session.value("SHOW application_name")
                #expect(name == "netstacks-tests")
                let isGone: Bool = try await session.value("SELECT to_regclass('mine') IS NULL")
                #expect(isGone)
            }
        }
    }
}
