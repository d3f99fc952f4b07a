import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct PreparingTests {
    private let kept: SQL = "SELECT count(*)::bigint AS n FROM pg_prepared_statements"

    private func withPool(preparedStatements: Int, _ body: (PostgresPool) async throws -> Void) async throws {
        try await TestDatabase.with { database in
            let pool = PostgresPool(
                PostgresConfiguration(url: database.url, maxConnections: 2, preparedStatements: preparedStatements),
                on: TestDatabase.loop)
            do { try await body(pool) } catch {
                await pool.close()
                throw error
            }
            await pool.close()
        }
    }

    @Test func `a statement that comes again is prepared once`() async throws {
        try await withPool(preparedStatements: 50) { pool in
            for number in 1...20 {
                let double = try await pool.value("SELECT \(number) * 2", as: Int.self)
                #expect(double == 2 * number)
            }
            // The question itself is the second one.
            let seen = try await pool.value(kept, as: Int.self)
            #expect(seen == 2)
        }
    }

    @Test func `the server keeps no more of them than configured`() async throws {
        try await withPool(preparedStatements: 3) { pool in
            for _ in 0..<3 {
                for statement: SQL in ["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4", "SELECT 5"] {
                    try await pool.execute(statement)
                }
            }
            let found = try await pool.value(kept, as: Int.self)
            #expect(found == 3)
        }
    }

    @Test func `nothing is prepared when the configuration or the address says so`() async throws {
        try await withPool(preparedStatements: 0) { pool in
            for _ in 0..<3 {
                let answer = try await pool.value(kept, as: Int.self)
                #expect(answer == 0)
            }
        }
        try await TestDatabase.with { database in
            let pool = PostgresPool(
                PostgresConfiguration(url: database.url + "&prepared_statements=off"), on: TestDatabase.loop)
            let after = try await pool.value(kept, as: Int.self)
            #expect(after == 0)
            await pool.close()
        }
    }

    @Test func `a changed column and lost statements are healed without the caller's knowing`() async throws {
        try await withPool(preparedStatements: 50) { pool in
            try await pool.execute("CREATE TABLE item (n integer)")
            try await pool.execute("INSERT INTO item VALUES (7)")
            let find: SQL = "SELECT n FROM item"
            let later = try await pool.value(find, as: Int.self)
            #expect(later == 7)
            try await pool.execute("ALTER TABLE item ALTER n TYPE text")
            let last = try await pool.value(find, as: String.self)
            #expect(last == "7")
            try await pool.execute("DEALLOCATE ALL")
            let final = try await pool.value(find, as: String.self)
            #expect(final == "7")
            // The outdated one was removed, and nothing is kept twice.
            let more = try await pool.value(kept, as: Int.self)
            #expect(more == 2)
        }
    }

    @Test func `many that find their plan outdated at once are all healed`() async throws {
        try await withPool(preparedStatements: 50) { pool in
            try await pool.execute("CREATE TABLE item (n integer)")
            try await pool.execute("INSERT INTO item VALUES (7)")
            let find: SQL = "SELECT n FROM item"
            try await pool.execute(find)
            try await pool.execute("ALTER TABLE item ALTER n TYPE text")
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<30 { group.addTask { try await pool.value(find, as: String.self) } }
                for try await answer in group { #expect(answer == "7") }
            }
        }
    }

    @Test func `in a transaction an outdated plan is an error after which the transaction may be repeated`()
        async throws
    {
        try await withPool(preparedStatements: 50) { pool in
            try await pool.execute("CREATE TABLE item (n integer)")
            let find: SQL = "SELECT n FROM item"
            try await pool.transaction { db in _ = try await db.rows(find) }
            try await pool.execute("ALTER TABLE item ALTER n TYPE text")
            let error = try await postgresError {
                try await pool.transaction { db in _ = try await db.rows(find) }
            }
            #expect(error?.code == .stalePlan)
            #expect(error?.isRetryable == true)
            try await pool.transaction { db in _ = try await db.rows(find) }
        }
    }

    @Test func `a statement that cannot be prepared is an error each time, and no other is hurt`() async throws {
        try await withPool(preparedStatements: 50) { pool in
            for _ in 0..<3 {
                let error = try await postgresError { try await pool.execute("SELECT * FROM nowhere") }
                #expect(error?.code == .undefinedTable)
            }
            try await pool.transaction { db in
                try await db.execute("SAVEPOINT a")
                _ = try? await db.rows("SELECT * FROM nowhere_else")
                try await db.execute("ROLLBACK TO SAVEPOINT a")
                let next = try await db.value("SELECT 1", as: Int.self)
                #expect(next == 1)
            }
        }
    }
}
