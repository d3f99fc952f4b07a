import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct RowStreamTests {
    @Test func `a large result comes row by row, in both forms, and the transaction goes on`() async throws {
        try await withPool { pool in
            try await pool.transaction { db in
                let least = 3
                let sql: SQL = """
                    -- Numbers.all
                    SELECT n, timestamptz '2026-01-01' + n * interval '1 second' AS at
                    FROM generate_series(1, 20000) AS n
                    WHERE n > \(least)
                    """
                for form in [sql, sql.inBinary] {
                    var sum = 0
                    for try await row in db.stream(form, pauseLimit: .seconds(60)) {
                        sum += try row.decode("n", as: Int.self)
                        _ = try row.decode("at", as: Date.self)
                    }
                    #expect(sum == 20_000 * 20_001 / 2 - 6)
                }
                let empty = try await db.stream("SELECT 1 WHERE false").reduce(into: 0) { count, _ in count += 1 }
                #expect(empty == 0)
                #expect(
                    try await db.value("SELECT count(*) FROM pg_cursors WHERE name LIKE 'stream%'", as: Int.self) == 0)
            }
        }
    }

    @Test func `an endless result is read in small batches, however long its rows are`() async throws {
        try await withPool { pool in
            try await pool.transaction { db in
                try await db.execute("CREATE SEQUENCE made")
                let endless: SQL =
                    "SELECT nextval('made'), repeat('x', 100000) AS long FROM generate_series(1, 1000000)"
                var read = 0
                for try await row in db.stream(endless) {
                    #expect(try row.decode("long", as: String.self).utf8.count == 100_000)
                    read += 1
                    if read == 300 { break }
                }
                // No more than a batch ahead of the reader, and a batch of such rows is small.
                #expect(try await db.value("SELECT last_value FROM made", as: Int.self) <= 300 + 10)
            }
        }
    }

    @Test func `a failing row and a cancelled reader end the stream and the transaction, not the pool`() async throws {
        try await withPool { pool in
            let failing = try await postgresError {
                try await pool.transaction { db in
                    for try await _ in db.stream(
                        "-- Broken.rows\nSELECT 1 / (500 - n) FROM generate_series(1, 900) AS n")
                    {}
                }
            }
            #expect(failing?.sqlState == "22012" && failing?.statement == "Broken.rows")
            let task = Task {
                try await pool.transaction { db in
                    for try await _ in db.stream("SELECT generate_series(1, 1000000000)") {
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
            }
            #expect(try await postgresError { try await task.value }?.code == .cancelled)
            try await pool.transaction { db in try await db.execute("SELECT 1") }
        }
    }

    @Test func `a stream that outlives its transaction is told so`() async throws {
        try await withPool { pool in
            let stream = try await pool.transaction { db in db.stream("SELECT 1") }
            let error = try await postgresError { for try await _ in stream {} }
            #expect(error?.code == .misuse)
        }
    }
}
