import Foundation
import Postgres
import TestSupport
import Testing

/// Every type, from the server's text form and from its binary form, at its edges.
@Suite(.timeLimit(.minutes(10))) struct TypeTests {
    /// Reads one value in both forms and expects the same of them.
    private func check<T: PostgresDecodable & Equatable>(
        _ pool: some PostgresQueryable, _ sql: SQL, gives expected: T, at location: SourceLocation = #_sourceLocation
    ) async throws {
        for form in [sql, sql.inBinary] {
            let value = try await pool.value(form, as: T.self)
            #expect(value == expected, "\(form)", sourceLocation: location)
        }
    }

    /// What the server prints and what is printed here from the binary form are the same text.
    private func checkText(
        _ pool: some PostgresQueryable, _ sql: SQL, at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await check(pool, sql, gives: try await pool.value(sql, as: String.self), at: location)
    }

    @Test func `numbers, booleans and ids at their edges`() async throws {
        try await withPool { pool in
            try await check(pool, "SELECT \(Int.min), 1", gives: Int.min)
            try await check(pool, "SELECT \(Int.max)", gives: Int64.max)
            try await check(pool, "SELECT \(Int32.min)", gives: Int32.min)
            try await check(pool, "SELECT 32767::int2", gives: Int16.max)
            try await check(pool, "SELECT 255::int2", gives: UInt8.max)
            try await check(pool, "SELECT \(UInt8(7))", gives: 7)
            try await check(pool, "SELECT 4294967295::oid", gives: 4_294_967_295)
            try await check(
                pool, "SELECT sum(n) FROM (VALUES (9223372036854775806::int8), (1)) AS t (n)", gives: Int.max)
            for wrong: SQL in ["SELECT 9223372036854775808::numeric", "SELECT 1.5::numeric", "SELECT ''::text"] {
                for form in [wrong, wrong.inBinary] {
                    #expect(try await postgresError { _ = try await pool.value(form, as: Int.self) } != nil)
                }
            }
            #expect(try await postgresError { _ = try await pool.value("SELECT 256", as: UInt8.self) } != nil)
            try await check(pool, "SELECT \(0.1 + 0.2)", gives: 0.1 + 0.2)
            try await check(pool, "SELECT \(-Double.infinity)", gives: -Double.infinity)
            try await check(pool, "SELECT 0.5::float4", gives: 0.5)
            try await check(pool, "SELECT \(true)", gives: true)
            try await check(pool, "SELECT \(false)", gives: false)
            let id = UUID()
            try await check(pool, "SELECT \(id)", gives: id)
            try await check(pool, "SELECT \(id)", gives: id.uuidString.lowercased())
            let nan: SQL = "SELECT \(Double.nan)"
            for form in [nan, nan.inBinary] {
                #expect(try await pool.value(form, as: Double.self).isNaN)
            }
        }
    }

    @Test func `times keep the microsecond, from before Christ on, and infinity is a clear error`() async throws {
        try await withPool { pool in
            for text: SQL in [
                "'2026-01-31 23:59:59.123456+00'", "'4713-01-01 00:00:00+00 BC'", "'0001-12-31 12:00:00.5+00 BC'",
                "'294276-12-31 23:59:59.999999+00'", "'1999-12-31 23:59:59.999999+00'", "'infinity'", "'-infinity'",
            ] {
                try await checkText(pool, "SELECT \(text)::timestamptz")
                try await checkText(pool, "SELECT \(text)::timestamp")
                try await checkText(pool, "SELECT \(text)::timestamptz::date")
            }
            let known = Date(timeIntervalSince1970: 1_767_225_599.123456)
            try await check(pool, "SELECT \(known)", gives: known)
            try await check(pool, "SELECT date '1970-01-02'", gives: Date(timeIntervalSince1970: 86_400))
            for infinite: SQL in ["SELECT timestamptz 'infinity' AS at", "SELECT date '-infinity' AS at"] {
                for form in [infinite, infinite.inBinary] {
                    let row = try #require(try await pool.rows(form).first)
                    let error = try await postgresError { _ = try row.decode("at", as: Date.self) }
                    #expect(error?.debugDescription.contains("infinity, which is beyond any Date") == true)
                    #expect(try await postgresError { _ = try row.decode("at", as: PostgresDate.self) } != nil)
                }
            }
            let refused = try await postgresError {
                try await pool.execute("SELECT \(Date(timeIntervalSinceReferenceDate: .infinity))")
            }
            #expect(refused?.code == .invalidValue)
        }
    }

    @Test func `days and spans of time`() async throws {
        try await withPool { pool in
            for (year, month, day) in [(2024, 2, 29), (1, 1, 1), (0, 12, 31), (-4712, 1, 1), (5_874_897, 12, 31)] {
                let date = try #require(PostgresDate(year: year, month: month, day: day))
                #expect((date.year, date.month, date.day) == (year, month, day))
                try await check(pool, "SELECT \(date)", gives: date)
                try await check(pool, "SELECT \(date)", gives: date.description)
            }
            #expect(PostgresDate(year: 2023, month: 2, day: 29) == nil)
            for text: SQL in [
                "'0'", "'1 year 2 mons -3 days 04:05:06.789'", "'-1 year -2 mons +3 days -04:05:06.000001'", "'1 mon'",
                "'-1 days +00:00:01'", "'178000000 years'", "'2562047788:00:54.775807'", "'-5 mons 1 day'", "'1 day'",
            ] {
                let shown = try await pool.value("SELECT \(text)::interval", as: String.self)
                let interval = try await pool.value("SELECT \(text)::interval", as: PostgresInterval.self)
                #expect(interval.description == shown)
                try await check(pool, "SELECT \(interval)", gives: interval)
                try await check(pool, "SELECT \(text)::interval", gives: shown)
            }
            let half = try #require(PostgresInterval(.milliseconds(1500)))
            try await check(pool, "SELECT \(half)", gives: "00:00:01.5")
            #expect(half.duration == .milliseconds(1500) && PostgresInterval(months: 1).duration == nil)
        }
    }

    @Test func `addresses of networks, hosts and hardware`() async throws {
        try await withPool { pool in
            for text in [
                "192.0.2.1", "192.0.2.1/24", "0.0.0.0/0", "255.255.255.255", "::", "::1", "2001:db8::1/64",
                "fe80::1/10",
                "2001:db8:0:1:1:1:1:1", "::ffff:192.0.2.1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0",
            ] {
                let inet = try #require(PostgresInet(text))
                try await check(pool, "SELECT \(inet)", gives: inet)
                try await check(pool, "SELECT \(inet)", gives: inet.description)
                try await check(pool, "SELECT \(text)::inet", gives: inet)
                try await check(pool, "SELECT \(inet)::cidr", gives: inet.network)
                try await checkText(pool, "SELECT \(inet)::cidr")
            }
            for text in [
                "", "host", "192.0.2.1/33", "192.0.2/24", "::1/129", "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/+8", "::1\0",
            ] {
                #expect(PostgresInet(text) == nil, "\(text)")
            }
            let mac = try #require(PostgresMACAddress("0800.2b01.02fF"))
            try await check(pool, "SELECT \(mac)", gives: mac)
            try await check(pool, "SELECT \(mac)", gives: "08:00:2b:01:02:ff")
            #expect(PostgresMACAddress("08:00:2b:01:02") == nil && PostgresMACAddress("0g:00:2b:01:02:03") == nil)
        }
    }

    @Test func `decimals are exact, and what does not fit is text`() async throws {
        try await withPool { pool in
            for text: SQL in [
                "'0'", "'0.0000'", "'-1.50'", "'12345678901234567890.12345678'", "'0.00000001'", "'100000000'", "'NaN'",
                "'99990000'", "'10000.0001'", "'-0.5'", "'Infinity'", "'1e100'", "'1e-30'",
            ] {
                try await checkText(pool, "SELECT \(text)::numeric")
            }
            let price = try #require(Decimal(string: "-12345678901234567890.123456789012345678"))
            try await check(pool, "SELECT \(price)", gives: price)
            try await check(pool, "SELECT 'NaN'::numeric", gives: Decimal.nan)
            for wrong: SQL in ["SELECT 'Infinity'::numeric", "SELECT 1e39::numeric + 1"] {
                for form in [wrong, wrong.inBinary] {
                    #expect(try await postgresError { _ = try await pool.value(form, as: Decimal.self) } != nil)
                }
            }
        }
    }

    @Test func `documents, bytes and enums`() async throws {
        try await withPool { pool in
            let million = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try await check(pool, "SELECT \(million)", gives: million)
            try await check(pool, "SELECT \(Data([0, 1, 0]))", gives: Data([0, 1, 0]))
            try await check(pool, "SELECT ''::bytea", gives: [UInt8]())
            try await checkText(pool, "SELECT '\\x00ff'::bytea")
            try await check(
                pool, "SELECT \(JSONText(#"{"a":[1,"x\u0001"]}"#))", gives: JSONText(#"{"a": [1, "x\u0001"]}"#))
            try await check(pool, "SELECT json '[1,2]'", gives: JSONText("[1,2]"))
            try await pool.execute("CREATE TYPE mood AS ENUM ('calm', 'Wach & \"laut\"')")
            try await check(pool, "SELECT 'Wach & \"laut\"'::mood", gives: "Wach & \"laut\"")
            let pair: SQL = "SELECT ROW(1, 'a')"
            let composite = try await postgresError { _ = try await pool.value(pair.inBinary, as: String.self) }
            #expect(composite?.code == .undecodable(column: "row"))
        }
    }

    @Test func `arrays of everything, with NULLs, quotes and nothing in them`() async throws {
        try await withPool { pool in
            let texts: [String?] = [
                "plain", "", "a,b", "{c}", "NULL", nil, "\"q\"", "back\\slash", "zwei\nZeilen", " ",
            ]
            try await check(pool, "SELECT \(texts)::text[]", gives: texts)
            try await check(pool, "SELECT \([String]())::text[]", gives: [String]())
            try await check(pool, "SELECT \([Int?]([Int.min, nil, Int.max]))", gives: [Int.min, nil, Int.max])
            try await check(pool, "SELECT \([Int32.max])", gives: [Int32.max])
            try await check(pool, "SELECT \([Int16.min])", gives: [Int16.min])
            try await check(pool, "SELECT \([UInt8?]([1, nil]))", gives: [UInt8?]([1, nil]))
            try await check(pool, "SELECT \([true, false])", gives: [true, false])
            try await check(pool, "SELECT \([-Double.infinity, 1.5, nil])", gives: [-Double.infinity, 1.5, nil])
            let dates = [Date(timeIntervalSince1970: -65_000_000_000.25), Date(timeIntervalSince1970: 1.000001), nil]
            try await check(pool, "SELECT \(dates)", gives: dates)
            try await check(pool, "SELECT \([UUID?]([nil]))", gives: [UUID?]([nil]))
            try await check(pool, "SELECT \([Data([0, 92, 34]), Data()])", gives: [Data([0, 92, 34]), Data()])
            let documents = [JSONText(#"{"a": "\"\\"}"#), JSONText("null")]
            try await check(pool, "SELECT \(documents)", gives: documents)
            try await check(pool, "SELECT \([Decimal(string: "1.50")])", gives: [Decimal(string: "1.50")])
            let inets = [PostgresInet("10.0.0.1/8"), PostgresInet("::1"), nil]
            try await check(pool, "SELECT \(inets)", gives: inets)
            try await check(
                pool, "SELECT \([PostgresMACAddress("08:00:2b:01:02:03")])", gives: [PostgresMACAddress("08002b010203")]
            )
            try await check(
                pool, "SELECT \([PostgresInterval(months: 1, days: -1, microseconds: 1)])",
                gives: [PostgresInterval(months: 1, days: -1, microseconds: 1)])
            try await check(
                pool, "SELECT \([PostgresDate(days: 0)])", gives: [PostgresDate(year: 2000, month: 1, day: 1)])
            try await check(pool, "SELECT '[0:1]={7,8}'::int[]", gives: [7, 8])
            for wrong: SQL in ["SELECT '{{1},{2}}'::int[]", "SELECT '{1,NULL}'::int[]"] {
                for form in [wrong, wrong.inBinary] {
                    #expect(try await postgresError { _ = try await pool.value(form, as: [Int].self) } != nil)
                }
            }
        }
    }

    @Test func `columns are found by name in any order, and of two with one name the first`() async throws {
        try await withPool { pool in
            let rows = try await pool.rows(
                "SELECT n AS a, n + 10 AS b, n + 20 AS a, n + 30 AS \"c d\" FROM generate_series(1, 3) AS n")
            for (index, row) in rows.enumerated() {
                #expect(try row.decode("a") == index + 1)
                #expect(try row.decode("a") == index + 1)
                #expect(try row.decode("c d") == index + 31)
                #expect(try row.decode("b") == index + 11)
                #expect(try row.decode("b") == index + 11)
                #expect(row.columns == ["a", "b", "a", "c d"])
            }
        }
    }
}
