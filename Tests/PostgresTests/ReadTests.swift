import Postgres
import Reactor
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ReadTests {
    @Test func `a read that would change something is refused by the server`() async throws {
        try await withPool(maxConnections: 8) { pool in
            try await pool.execute("CREATE TABLE item (n integer)")
            let error = try await postgresError { _ = try await pool.read("INSERT INTO item VALUES (1) RETURNING n") }
            #expect(error?.sqlState == "25006")
            let seen = try await pool.value("SELECT count(*) FROM item", as: Int.self)
            #expect(seen == 0)
        }
    }

    @Test func `many reads at once each get their own answer, and a failing one fails alone`() async throws {
        try await withPool(maxConnections: 8) { pool in
            let outcomes = try await withThrowingTaskGroup(of: (Int, Int?).self) { group in
                for number in 0..<300 {
                    group.addTask(executorPreference: TestDatabase.loop) {
                        do throws(PostgresError) {
                            let rows = try await pool.read("SELECT \(number) AS n, 100 / (\(number) % 7) AS x")
                            return (number, try rows[0].decode("n"))
                        } catch {
                            #expect(error.sqlState == "22012")
                            return (number, nil)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count == 300)
            #expect(outcomes.allSatisfy { number, answer in answer == (number % 7 == 0 ? nil : number) })
        }
    }

    @Test func `a read that is cancelled among others leaves the others whole`() async throws {
        try await withPool(maxConnections: 8) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<90 {
                    group.addTask {
                        if number % 3 == 0 {
                            let task = Task { try await pool.read("SELECT pg_sleep(0.05)") }
                            task.cancel()
                            _ = try? await task.value
                        } else {
                            let row = try await pool.read("SELECT \(number) AS n")[0]
                            let n = try row.decode("n", as: Int.self)
                            #expect(n == number)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a read sees what was committed before it`() async throws {
        try await withPool(maxConnections: 8) { pool in
            try await pool.execute("CREATE TABLE item (n integer)")
            for number in 1...50 {
                try await pool.execute("INSERT INTO item VALUES (\(number))")
                let row = try await pool.read("SELECT count(*) AS n FROM item")[0]
                let n = try row.decode("n", as: Int.self)
                #expect(n == number)
            }
        }
    }

    @Test func `a read whose connection is lost is sent again once; a second loss is told`() async throws {
        try await withPool(maxConnections: 8) { pool in
            try await pool.session { db in
                try await db.execute("SELECT pg_advisory_lock(1)")
                for losses in 1...2 {
                    let read = Task {
                        try await pool.read("SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(1)) AS held")
                    }
                    var ended = 0
                    for _ in 0..<losses {
                        try await eventually("the read waits", db, "EXISTS (\(waiting) AND pid <> \(Int32(ended)))")
                        ended = try await db.value("\(waiting) AND pid <> \(Int32(ended))", as: Int.self)
                        try await db.execute("SELECT pg_terminate_backend(\(Int32(ended)))")
                    }
                    if losses == 1 {
                        try await eventually("it waits again", db, "EXISTS (\(waiting) AND pid <> \(Int32(ended)))")
                        try await db.execute("SELECT pg_advisory_unlock(1)")
                        let rows = try await read.value
                        #expect(rows.count == 1)
                        try await db.execute("SELECT pg_advisory_lock(1)")
                    } else {
                        let error = try await postgresError { _ = try await read.value }
                        #expect(error?.code == .connectionLost)
                        #expect(error?.isRetryable == true)
                    }
                }
            }
        }
    }

    private let waiting: SQL = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"

    /// Each of them kept its place on the connection for ever; after 64 nothing could be read any more.
    @Test func `statements that are refused before they are sent take no room from the others`() async throws {
        try await withPool(maxConnections: 8) { pool in
            for number in 0..<200 {
                let error = try await postgresError { _ = try await pool.read("SELECT \("a\0b")::text") }
                #expect(error?.code == .invalidValue, "number \(number)")
                let unsent = Task { try await pool.read("SELECT 1") }
                unsent.cancel()
                _ = await unsent.result
            }
            let rows = try await pool.read("SELECT 7 AS n")
            #expect(try rows[0].decode("n", as: Int.self) == 7)
        }
    }
}
