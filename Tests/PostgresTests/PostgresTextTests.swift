import Foundation
import Testing

@testable import Postgres

@Suite struct PostgresTextTests {
    @Test(arguments: [
        ("2000-01-01 00:00:00+00", 946_684_800.0), ("1970-01-01 00:00:00", 0), ("2024-02-29", 1_709_164_800),
        ("1969-12-31 23:59:59.5+00", -0.5), ("2026-01-01 00:00:00-03:30", 1_767_238_200),
        ("0001-01-01 00:00:00+00 BC", -62_167_219_200), ("10000-01-01 00:00:00+00", 253_402_300_800),
    ])
    func `a timestamp is read`(text: String, seconds: Double) {
        #expect(Date(postgresText: text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: ["", "infinity", "2026-13-01", "2026-1-1", "2026-01-01 25", "2026-01-01 00:00:00+00 x", "now"])
    func `what is no timestamp is refused`(text: String) {
        #expect(Date(postgresText: text) == nil)
    }

    @Test func `an array's text is read as PostgreSQL writes it`() {
        #expect([String](postgresText: "{}") == [])
        #expect([String?](postgresText: #"{a,"b,\"c\"",NULL,"NULL"}"#) == ["a", "b,\"c\"", nil, "NULL"])
        for text in ["", "{", "{a", "a,b", "{{1},{2}}", "{a}x", "{\"a}", "{,}"] {
            #expect([String?](postgresText: text) == nil, "\(text)")
        }
    }

    @Test func `bytes are read from hex only`() {
        #expect([UInt8](postgresText: "\\x00ffAb") == [0, 255, 171])
        #expect([UInt8](postgresText: "\\x") == [])
        #expect([UInt8](postgresText: "\\x0") == nil)
        #expect([UInt8](postgresText: "\\x0g") == nil)
        #expect([UInt8](postgresText: "00") == nil)
    }
}
