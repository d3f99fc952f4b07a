import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct RoundTripTests {
    private enum State: String, PostgresEncodable, PostgresDecodable {
        case ready, broken
    }

    private struct ID: Equatable, PostgresEncodable, PostgresDecodable {
        let uuid: UUID

        init(_ uuid: UUID) { self.uuid = uuid }

        init?(postgresText: String) {
            guard let uuid = UUID(postgresText: postgresText) else { return nil }
            self.uuid = uuid
        }

        var postgresValue: PostgresValue { uuid.postgresValue }
    }

    private func check<T: PostgresDecodable & Equatable>(
        _ pool: PostgresPool, _ sql: SQL, gives expected: T, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let returned = try await pool.value(sql, as: T.self)
        #expect(returned == expected, sourceLocation: location)
    }

    @Test func `text keeps every character`() async throws {
        try await withPool { pool in
            let text = "Grüße 🛰️ 'quote' \"double\" \\ $1 \r\n tab\t end"
            try await check(pool, "SELECT \(text)::text", gives: text)
            try await check(pool, "SELECT \("" as String)::text", gives: "")
        }
    }

    @Test func `numbers keep their extremes`() async throws {
        try await withPool { pool in
            try await check(pool, "SELECT \(Int.min)", gives: Int.min)
            try await check(pool, "SELECT \(Int64.max)", gives: Int64.max)
            try await check(pool, "SELECT \(Int32.min)", gives: Int32.min)
            try await check(pool, "SELECT \(Int16.max)", gives: Int16.max)
            try await check(pool, "SELECT \(0.1 + 0.2)", gives: 0.1 + 0.2)
            try await check(pool, "SELECT \(-Double.infinity)", gives: -Double.infinity)
            let nan = try await pool.value("SELECT \(Double.nan)", as: Double.self)
            #expect(nan.isNaN)
            try await check(pool, "SELECT \(Double.leastNonzeroMagnitude)", gives: Double.leastNonzeroMagnitude)
            try await check(pool, "SELECT \(true)", gives: true)
            try await check(pool, "SELECT \(false)", gives: false)
        }
    }

    @Test func `dates keep the microsecond, before and after 2000, before Christ, and in any zone`() async throws {
        try await withPool { pool in
            let microsecond = 1e-6
            for seconds in [0, -86_400.5, 1_000_000_000 + microsecond, -40_000_000_000, -65_000_000_000.25] {
                let date = Date(timeIntervalSince1970: seconds)
                let returned = try await pool.value("SELECT \(date)", as: Date.self)
                #expect(abs(returned.timeIntervalSince(date)) < microsecond)
            }
            let known = Date(timeIntervalSince1970: 1_767_225_599.123456)
            try await check(pool, "SELECT timestamptz '2026-01-01 05:29:59.123456+05:30'", gives: known)
            try await check(pool, "SELECT date '1970-01-02'", gives: Date(timeIntervalSince1970: 86_400))
            try await check(pool, "SELECT \(known)::text", gives: "2025-12-31 23:59:59.123456+00")
        }
    }

    @Test func `bytes, documents and ids come back as they went`() async throws {
        try await withPool { pool in
            let bytes = (0...255).map(UInt8.init)
            try await check(pool, "SELECT \(bytes)", gives: bytes)
            try await check(pool, "SELECT \([UInt8]())", gives: [UInt8]())
            try await check(pool, "SELECT \(Data(bytes))", gives: Data(bytes))
            try await check(pool, "SELECT \(JSONText(#"{"a":[1,"x"]}"#))->'a'->>1", gives: "x")
            try await check(pool, "SELECT \(JSONText("[1, 2]"))", gives: JSONText("[1, 2]"))
            let id = UUID()
            try await check(pool, "SELECT \(id)", gives: id)
            try await check(pool, "SELECT \(ID(id))::uuid", gives: ID(id))
            try await check(pool, "SELECT \(State.broken)::text", gives: State.broken)
        }
    }

    @Test func `arrays keep quotes, commas, braces and the word NULL`() async throws {
        try await withPool { pool in
            let texts = ["plain", "", "a,b", "{c}", "NULL", "\"q\"", "back\\slash", "zwei\nZeilen"]
            try await check(pool, "SELECT \(texts)::text[]", gives: texts)
            try await check(pool, "SELECT \([String]())::text[]", gives: [String]())
            let ids = [UUID(), UUID()]
            try await check(pool, "SELECT \(ids)", gives: ids)
            try await check(pool, "SELECT \([3, -1])", gives: [3, -1])
            try await check(pool, "SELECT \(2) = ANY(\([1, 2]))", gives: true)
            try await check(pool, "SELECT 'b' = ANY(\(["a", "b"]))", gives: true)
        }
    }

    @Test func `nil is NULL of its type, and NULL is nil`() async throws {
        try await withPool { pool in
            try await check(pool, "SELECT \(UUID?.none)", gives: UUID?.none)
            try await check(pool, "SELECT \(Date?.none) IS NULL", gives: true)
            try await check(pool, "SELECT coalesce(\(Int?.none), 7)", gives: 7)
            try await check(pool, "SELECT \(Int?.some(5))", gives: Int?.some(5))
            try await check(pool, "SELECT \([Int]?.none)", gives: [Int]?.none)
        }
    }

    @Test func `untyped text fits inet, enum, interval and jsonb columns`() async throws {
        try await withPool { pool in
            try await pool.execute("CREATE TYPE mood AS ENUM ('calm', 'alert')")
            try await pool.execute("CREATE TABLE thing (address inet, mood mood, lasting interval, facts jsonb)")
            let (address, mood, lasting) = ("192.0.2.1/24", "calm", "90 minutes")
            let affected = try await pool.execute(
                """
                INSERT INTO thing (address, mood, lasting, facts)
                VALUES (\(address), \(mood), \(lasting), \(JSONText("{}")))
                """)
            #expect(affected == 1)
            let row = try #require(
                try await pool.rows("SELECT address, mood, lasting FROM thing WHERE mood = ANY(\(["calm"]))").first)
            #expect(try row.decode("address") == address)
            #expect(try row.decode("mood") == mood)
            #expect(try row.decode("lasting") == "01:30:00")
        }
    }

    @Test func `a wrong value is an error that names its column, not a default`() async throws {
        try await withPool { pool in
            let row = try #require(
                try await pool.rows("-- ThingRepository.find\nSELECT 'secret' AS state, NULL AS name, 1 AS n").first)
            for attempt: (PostgresError?, String) in [
                (try await postgresError { _ = try row.decode("state", as: Int.self) }, "state"),
                (try await postgresError { _ = try row.decode("state", as: Int?.self) }, "state"),
                (try await postgresError { _ = try row.decode("state", as: State.self) }, "state"),
                (try await postgresError { _ = try row.decode("name", as: String.self) }, "name"),
                (try await postgresError { _ = try row.decode("missing", as: String?.self) }, "missing"),
            ] {
                let error = try #require(attempt.0)
                #expect(error.code == .undecodable(column: attempt.1))
                #expect(error.statement == "ThingRepository.find")
                #expect(!error.description.contains("secret") && !error.debugDescription.contains("secret"))
            }
            let infinity = try await pool.rows("SELECT timestamptz 'infinity' AS at")
            #expect(try await postgresError { _ = try infinity[0].decode("at", as: Date.self) } != nil)
        }
    }

    @Test func `text with a NUL is refused before it is sent, not cut`() async throws {
        try await withPool { pool in
            let error = try await postgresError { try await pool.execute("SELECT \("a\0b" as String)::text") }
            #expect(error?.code == .invalidValue)
        }
    }
}
