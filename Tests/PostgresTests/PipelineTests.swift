import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct PipelineTests {
    @Test func `two hundred statements at once each get their own answer over two connections or fewer`() async throws {
        try await withPool(maxConnections: 8) { pool in
            let answers = try await withThrowingTaskGroup(of: (Int, Int, Int).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let row = try await pool.rows("SELECT \(number) * 2 AS double, pg_backend_pid() AS pid")[0]
                        return (number, try row.decode("double"), try row.decode("pid"))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 200)
            #expect(answers.allSatisfy { $0.1 == 2 * $0.0 })
            #expect(Set(answers.map(\.2)).count <= 2)
        }
    }

    @Test func `a failing statement does not touch its neighbours`() async throws {
        try await withPool(maxConnections: 2) { pool in
            let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let answer = try? await pool.value("SELECT 100 / \(number % 5)", as: Int.self)
                        return (number, answer != nil)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { number, succeeded in succeeded == (number % 5 != 0) })
        }
    }

    @Test func `an error that comes only at the commit fails the statement`() async throws {
        try await withPool { pool in
            try await pool.execute(
                "CREATE TABLE rank (n integer CONSTRAINT rank_key UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            let error = try await postgresError { try await pool.execute("INSERT INTO rank VALUES (1), (1)") }
            #expect(error?.constraint == "rank_key")
            #expect(try await pool.value("SELECT count(*) FROM rank") == 0)
        }
    }

    @Test func `large parameters and large results pass in both directions at once`() async throws {
        try await withPool(maxConnections: 2) { pool in
            let text = String(repeating: "0123456789abcdef", count: 100_000)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let returned = try await pool.value("SELECT \(text)::text", as: String.self)
                        #expect(returned == text)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a statement that is cancelled ends at once, stops on the server, and no neighbour is hit`() async throws
    {
        try await withPool(maxConnections: 2) { pool in
            try await pool.session { session in
                try await session.execute("SELECT pg_advisory_lock(7)")
                let stuck = Task { try await pool.execute("SELECT pg_advisory_xact_lock(7)") }
                try await eventually(
                    "the statement waits for the lock", session,
                    "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
                // These queue up behind it on the same connection.
                let neighbours = (0..<20).map { number in
                    Task { try await pool.value("SELECT \(number) + length(pg_sleep(0.001)::text)", as: Int.self) }
                }
                let start = ContinuousClock.now
                stuck.cancel()
                let error = try await postgresError { _ = try await stuck.value }
                #expect(error?.code == .cancelled)
                #expect(ContinuousClock.now - start < .seconds(10))
                for (number, neighbour) in neighbours.enumerated() {
                    #expect(try await neighbour.value == number)
                }
                try await eventually(
                    "nothing waits any more", session,
                    "NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
            }
        }
    }

    @Test func `many cancelled statements among many others leave the others whole`() async throws {
        try await withPool(maxConnections: 2) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<150 {
                    group.addTask {
                        if number % 3 == 0 {
                            let task = Task { try await pool.execute("SELECT pg_sleep(0.05)") }
                            task.cancel()
                            _ = try? await task.value
                        } else {
                            let returned = try await pool.value("SELECT \(number)", as: Int.self)
                            #expect(returned == number)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a statement that runs too long is stopped by the server`() async throws {
        try await withPool(maxConnections: 2, statementTimeout: .milliseconds(500)) { pool in
            let error = try await postgresError { try await pool.execute("-- Slow.one\nSELECT pg_sleep(60)") }
            #expect(error?.code == .timedOut)
            #expect(error?.sqlState == "57014")
            #expect(error?.statement == "Slow.one")
            #expect(try await pool.value("SELECT 1") == 1)
        }
    }

    @Test(arguments: [
        "BEGIN", "-- x\nset timezone = 'CET'", "LISTEN a", "COPY x FROM STDIN", "ROLLBACK", "START TRANSACTION",
    ])
    func `what would change a shared connection is refused`(text: String) async throws {
        let statement: SQL =
            switch text {
            case "BEGIN": "BEGIN"
            case "LISTEN a": "LISTEN a"
            case "COPY x FROM STDIN": "COPY x FROM STDIN"
            case "ROLLBACK": "ROLLBACK"
            case "START TRANSACTION": "START TRANSACTION"
            default: "-- x\nset timezone = 'CET'"
            }
        let pool = PostgresPool(PostgresConfiguration(url: "host=/nowhere"), on: TestDatabase.loop)
        let error = try await postgresError { try await pool.execute(statement) }
        #expect(error?.code == .misuse)
    }

    @Test func `an empty statement and several at once are errors of their own`() async throws {
        try await withPool { pool in
            let several = try await postgresError { try await pool.execute("SELECT 1; SELECT 2") }
            #expect(several?.sqlState == "42601")
            #expect(try await pool.value("SELECT 3") == 3)
        }
    }
}
