import Domain
import Foundation
import Persistence
import Postgres
import TestSupport

/// A migrated database of one test, and what most tests put into it first.
struct Store: Sendable {
    let database: Database
    /// For statements that no repository has, such as setting a time back.
    let pool: PostgresPool

    /// Makes a database, lends it to `body` and drops it.
    static func with(_ body: (Store) async throws -> Void) async throws {
        try await TestDatabase.with(migratedWith: migrations) { created in
            let pool = created.pool()
            do {
                try await body(Store(database: Database(pool: pool), pool: pool))
                await pool.close()
            } catch {
                await pool.close()
                throw error
            }
        }
    }

    private static var migrations: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Migrations").path
    }
}

/// A text of the sample, checked; the test fails when it breaks the rule.
func checked<Text: CheckedText>(_ text: String) throws -> Text {
    guard let value = Text(text) else { throw SampleError(text: text) }
    return value
}

/// A sample breaks a rule.
struct SampleError: Error {
    let text: String
}
