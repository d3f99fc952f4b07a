import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct RoundTripTests {
    private func returned<T: PostgresEncodable & PostgresDecodable>(
        _ value: T, _ sql: (T) -> SQL
    ) async throws -> T {
        try await TestDatabase.with { database in
            let pool = database.pool()
            let rows = try await pool.rows(sql(value))
            await pool.close()
            return try #require(rows.first).decode("value")
        }
    }

    @Test func `text keeps every character`() async throws {
        let text = "Grüße 🛰️ 'quote' \"double\" \\ $1 \r\n tab\t end"
        #expect(try await returned(text) { "SELECT \($0)::text AS value" } == text)
        #expect(try await returned("") { "SELECT \($0)::text AS value" } == "")
    }

    @Test func `numbers keep their extremes`() async throws {
        #expect(try await returned(Int.min) { "SELECT \($0) AS value" } == Int.min)
        #expect(try await returned(Int64.max) { "SELECT \($0) AS value" } == Int64.max)
        #expect(try await returned(Int32.min) { "SELECT \($0) AS value" } == Int32.min)
        #expect(try await returned(Int16.max) { "SELECT \($0) AS value" } == Int16.max)
        #expect(try await returned(0.1 + 0.2) { "SELECT \($0) AS value" } == 0.1 + 0.2)
        #expect(try await returned(-Double.infinity) { "SELECT \($0) AS value" } == -Double.infinity)
        #expect(
            try await returned(Double.leastNonzeroMagnitude) { "SELECT \($0) AS value" } == Double.leastNonzeroMagnitude
        )
    }
}
