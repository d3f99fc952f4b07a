import Foundation
import Postgres
import Reactor
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct CopyTests {
    private struct Broken: Error {}

    /// Numbers from 1 on, counted as they are taken; may fail or cancel its task on the way.
    private struct Numbers: AsyncSequence, AsyncIteratorProtocol {
        var last = Int.max
        var failsAfter = Int.max
        var cancelsAfter = Int.max
        let taken = Taken()
        private var number = 0

        init(last: Int = .max, failsAfter: Int = .max, cancelsAfter: Int = .max) {
            (self.last, self.failsAfter, self.cancelsAfter) = (last, failsAfter, cancelsAfter)
        }

        func makeAsyncIterator() -> Numbers { self }

        mutating func next() async throws -> Int? {
            number += 1
            taken.note(number)
            if number > failsAfter { throw Broken() }
            if number > cancelsAfter {
                withUnsafeCurrentTask { $0?.cancel() }
                return nil
            }
            return number > last ? nil : number
        }
    }

    private final class Taken: Sendable {
        private let count = Atomic(0)
        var number: Int { count.load(ordering: .relaxed) }
        func note(_ number: Int) { count.store(number, ordering: .relaxed) }
    }

    private func withTable(_ body: (PostgresPool) async throws -> Void) async throws {
        try await withPool { pool in
            try await pool.execute("CREATE TABLE item (id integer CHECK (id <> 70000), name text)")
            try await body(pool)
        }
    }

    private func count(_ pool: PostgresPool) async throws -> Int {
        try await pool.value("SELECT count(*) FROM item")
    }

    @Test func `rows go in and come out, a hundred thousand of them`() async throws {
        try await withTable { pool in
            try await pool.execute("ALTER TABLE item DROP CONSTRAINT item_id_check")
            let stored = try await pool.transaction { db in
                try await db.copy().rows(Numbers(last: 100_000), into: "item (id, name)") { number, row in
                    row.append(number)
                    row.append("device-\(number)")
                }
            }
            #expect(stored == 100_000)
            try await pool.transaction { db in
                let sum = try await db.copy().out("COPY (SELECT id FROM item WHERE id > \(10)) TO STDOUT") { chunks in
                    var sum = 0
                    for try await row in chunks.rows { sum += row[0].flatMap { Int($0) } ?? 0 }
                    return sum
                }
                #expect(sum == 100_000 * 100_001 / 2 - 55)
                // The connection is as before.
                #expect(try await db.value("SELECT count(*) FROM item", as: Int.self) == 100_000)
            }
        }
    }

    @Test func `every value arrives as it was, whatever is in it`() async throws {
        try await withPool { pool in
            try await pool.execute(
                """
                CREATE TABLE thing (
                    id uuid, name text, at timestamptz, body bytea, address inet, tags text[], facts jsonb, n bigint,
                    share double precision, flag boolean, lasting interval, day date, mac macaddr, price numeric)
                """)
            let names = [
                "plain", "", "\\N", "\\.", "a\tb\nc\rd\\e", "Grüße 🛰️", "'q' \"Q\"", "\u{8}\u{b}\u{c}\u{1}", "end\\",
            ]
            let (id, at, body) = (UUID(), Date(timeIntervalSince1970: -1.000001), (0...255).map(UInt8.init))
            let tags: [String?] = ["a\\b", "c\"d", nil, "e\tf"]
            let stored = try await pool.transaction { db in
                try await db.copy().rows(names, into: "thing") { name, row in
                    row.append(id)
                    row.append(name)
                    row.append(at)
                    row.append(body)
                    row.append(PostgresInet("2001:db8::1/64"))
                    row.append(tags)
                    row.append(JSONText(#"{"a": "\\\"\n"}"#))
                    row.append(Int.min)
                    row.append(-Double.infinity)
                    row.append(true)
                    row.append(PostgresInterval(months: -1, days: 2, microseconds: 3))
                    row.append(PostgresDate(year: -4712, month: 1, day: 1))
                    row.append(PostgresMACAddress("08002b010203"))
                    row.append(Decimal?.none)
                }
            }
            #expect(stored == names.count)
            let all: SQL = "SELECT * FROM thing"
            let rows = try await pool.rows(all.inBinary)
            #expect(Set(try rows.map { try $0.decode("name", as: String.self) }) == Set(names))
            for row in rows {
                #expect(try row.decode("id") == id && row.decode("at") == at && row.decode("body") == body)
                #expect(try row.decode("tags") == tags && row.decode("n") == Int.min)
                #expect(try row.decode("facts") == JSONText(#"{"a": "\\\"\n"}"#))
                #expect(try row.decode("share") == -Double.infinity && row.decode("flag") == true)
                #expect(try row.decode("price", as: Decimal?.self) == nil)
            }
            let copied = try await pool.transaction { db in
                try await db.copy().out("COPY (SELECT name FROM thing WHERE name = ANY(\(names)::text[])) TO STDOUT") {
                    try await $0.rows.reduce(into: [String?]()) { $0.append($1[0]) }
                }
            }
            #expect(Set(copied) == Set(names))
        }
    }

    @Test func `the error of a source stops the copy, nothing is stored, and the connection goes on`() async throws {
        try await withTable { pool in
            try await pool.session { session in
                await #expect(throws: Broken.self) {
                    try await session.copy().rows(Numbers(failsAfter: 50_000), into: "item (id)") { $1.append($0) }
                }
                try await session.execute("INSERT INTO item VALUES (1)")
            }
            #expect(try await count(pool) == 1)
            await #expect(throws: Broken.self) {
                try await pool.transaction { db in
                    try await db.execute("INSERT INTO item VALUES (2)")
                    try await db.copy().rows(Numbers(failsAfter: 3), into: "item (id)") { $1.append($0) }
                }
            }
            #expect(try await count(pool) == 1)
            // Even when the error is swallowed, the transaction cannot be committed.
            let swallowed = try await postgresError {
                try await pool.transaction { db in
                    try? await db.copy().rows(Numbers(failsAfter: 3), into: "item (id)") { $1.append($0) }
                }
            }
            #expect(swallowed?.code == .misuse)
        }
    }

    @Test func `a row that the server refuses ends an endless copy`() async throws {
        try await withTable { pool in
            let numbers = Numbers()
            let error = try await postgresError {
                try await pool.session { session in
                    try await session.copy().rows(numbers, into: "item (id)") { $1.append($0) }
                }
            }
            #expect(error?.code == .checkViolation && error?.constraint == "item_id_check")
            #expect(try await count(pool) == 0)
            let wrong = try await postgresError {
                try await pool.transaction { db in
                    try await db.copy().rows(["x"], into: "item (id)") { $1.append($0) }
                }
            }
            #expect(wrong?.code == .invalidValue)
            let nul = try await postgresError {
                try await pool.transaction { db in
                    try await db.copy().rows(["a\0b"], into: "item (name)") { $1.append($0) }
                }
            }
            #expect(nul?.code == .invalidValue)
        }
    }

    @Test func `a task that is cancelled while it copies stores nothing, although its source just ends`() async throws {
        try await withTable { pool in
            try await pool.session { session in
                let task = Task {
                    try await session.copy().rows(Numbers(cancelsAfter: 40_000), into: "item (id)") { $1.append($0) }
                }
                #expect(try await postgresError { _ = try await task.value }?.code == .cancelled)
                try await session.execute("INSERT INTO item VALUES (1)")
            }
            #expect(try await count(pool) == 1)
        }
    }

    @Test func `a source is asked for no more than the server takes`() async throws {
        try await withTable { pool in
            try await pool.transaction { lock in
                try await lock.execute(
                    "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END $$"
                )
                try await lock.execute("CREATE TRIGGER stop BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION stop()")
            }
            let numbers = Numbers()
            try await pool.transaction { lock in
                try await lock.execute("SELECT pg_advisory_xact_lock(1)")
                let copying = Task {
                    try await pool.session { session in
                        try await session.copy().rows(numbers, into: "item (id)") { $1.append($0) }
                    }
                }
                try await eventually(
                    "the copy waits", pool, "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
                var before = -1
                while numbers.taken.number != before {
                    before = numbers.taken.number
                    try await TestDatabase.loop.sleep(until: .now + .milliseconds(100))
                }
                // What the buffers between the two hold, of rows of about seven bytes.
                #expect(numbers.taken.number < 1_500_000)
                copying.cancel()
            }
        }
    }

    @Test func `a reader that leaves early or throws stops the copy, and the connection goes on`() async throws {
        try await withTable { pool in
            try await pool.session { session in
                let endless: SQL =
                    "COPY (SELECT generate_series(1, 1000000000), repeat('x', 100)) TO STDOUT"
                let first = try await session.copy().out(endless) { chunks in
                    for try await row in chunks.rows { return row[0] }
                    return nil
                }
                #expect(first == "1")
                await #expect(throws: Broken.self) {
                    try await session.copy().out(endless) { chunks in
                        for try await _ in chunks { throw Broken() }
                    }
                }
                let task = Task {
                    try await session.copy().out(endless) { chunks in
                        for try await _ in chunks { withUnsafeCurrentTask { $0?.cancel() } }
                    }
                }
                #expect(try await postgresError { try await task.value }?.code == .cancelled)
                #expect(try await session.value("SELECT 1", as: Int.self) == 1)
            }
            let left = try await postgresError {
                try await pool.transaction { db in
                    try await db.copy().out("COPY (SELECT generate_series(1, 1000000)) TO STDOUT") { _ in }
                }
            }
            #expect(left?.code == .misuse)
            let broken = try await postgresError {
                try await pool.transaction { db in
                    try await db.copy().out("COPY (SELECT 1 / (1000 - n) FROM generate_series(1, 2000) AS n) TO STDOUT")
                    {
                        for try await _ in $0 {}
                    }
                }
            }
            #expect(broken?.sqlState == "22012")
        }
    }

    @Test func `bytes in a form of the statement's own, such as csv`() async throws {
        try await withTable { pool in
            let file = AsyncStream<[UInt8]> { stream in
                for piece in ["id,na", "me\n1,\"a, b\"\n", "2,\n"] { stream.yield(Array(piece.utf8)) }
                stream.finish()
            }
            try await pool.transaction { db in
                let stored = try await db.copy().bytes(file, by: "COPY item FROM STDIN WITH (FORMAT csv, HEADER)")
                #expect(stored == 2)
                let back = try await db.copy().out("COPY item TO STDOUT WITH (FORMAT csv)") {
                    try await $0.reduce(into: [UInt8]()) { $0 += $1 }
                }
                #expect(String(decoding: back, as: UTF8.self) == "1,\"a, b\"\n2,\n")
            }
        }
    }

    @Test func `values in a copy statement are quoted`() async throws {
        try await withPool { pool in
            for text in ["it's", "back\\slash", "\\'; DROP TABLE x; --", "$1", "é"] {
                let number = -5
                let back = try await pool.transaction { db in
                    try await db.copy().out("COPY (SELECT \(text)::text, 1-\(number), \(Int?.none)) TO STDOUT") {
                        try await $0.rows.reduce(into: [[String?]]()) { $0.append($1) }
                    }
                }
                #expect(back == [[text, "6", nil]])
            }
        }
    }

    @Test func `a copy may take its own time, and no longer`() async throws {
        try await withPool(statementTimeout: .milliseconds(300)) { pool in
            let slow: SQL = "COPY (SELECT pg_sleep(0.5)) TO STDOUT"
            try await pool.transaction { db in
                try await db.copy(limit: .seconds(10)).out(slow) { for try await _ in $0 {} }
                #expect(try await db.value("SHOW statement_timeout", as: String.self) == "300ms")
            }
            let error = try await postgresError {
                try await pool.transaction { db in try await db.copy().out(slow) { for try await _ in $0 {} } }
            }
            #expect(error?.code == .timedOut)
        }
    }

    @Test func `a backend that is killed during a copy gives a retryable error`() async throws {
        try await withTable { pool in
            let error = try await postgresError {
                try await pool.transaction { db in
                    let backend = try await db.value("SELECT pg_backend_pid()", as: Int.self)
                    try await db.copy().rows(Numbers(last: 3_000_000), into: "item (id)") { number, row in
                        row.append(number < 0 ? 0 : 1)
                        if number == 30_000 {
                            Task { try await pool.execute("SELECT pg_terminate_backend(\(backend)::integer)") }
                        }
                    }
                }
            }
            #expect(error?.code == .connectionLost && error?.isRetryable == true, "\(error?.debugDescription ?? "")")
            #expect(try await count(pool) == 0)
        }
    }

    @Test func `copy by an ordinary statement is refused`() async throws {
        try await withTable { pool in
            #expect(try await postgresError { try await pool.execute("COPY item FROM STDIN") }?.code == .misuse)
            let error = try await postgresError {
                try await pool.transaction { db in try await db.execute("COPY item FROM STDIN") }
            }
            #expect(error?.code == .misuse)
        }
    }
}
