import Domain
import Foundation
import Persistence
import Postgres
import TestSupport

/// An empty, migrated database for one test.
struct Store: Sendable {
    let database: Database
    /// For statements that no repository has, such as setting a time back.
    let pool: PostgresPool

    /// Lends a database to `body`; what a failed test leaves behind nobody else gets.
    static func with(_ body: (Store) async throws -> Void) async throws {
        let database = try await StoreShelf.shared.take(migratedWith: migrations)
        let pool = database.pool()
        do {
            try await body(Store(database: Database(pool: pool), pool: pool))
        } catch {
            try await end(database, pool, isReusable: false)
            throw error
        }
        try await end(database, pool, isReusable: await isEmptied(pool))
    }

    private static func end(_ database: TestDatabase, _ pool: PostgresPool, isReusable: Bool) async throws {
        await pool.close()
        if !isReusable { try await database.drop() }
        await StoreShelf.shared.giveBack(isReusable ? database : nil)
    }

    /// Removes every row but those of the migrations, past the triggers that keep records, and counts from 1 again.
    ///
    /// Only a superuser may; for others the answer is `false`, and each test gets a new database.
    private static func isEmptied(_ pool: PostgresPool) async -> Bool {
        do {
            try await pool.session { session in try await session.script(emptying) }
            return true
        } catch {
            return false
        }
    }

    private static let emptying = """
        SET session_replication_role = replica;
        DO $$
        DECLARE
            name text;
        BEGIN
            FOR name IN
                SELECT format('%I.%I', schemaname, tablename)
                FROM pg_tables
                WHERE schemaname = 'public' AND tablename NOT IN (
                    'schema_migration', 'change_policy', 'job_key_class', 'retention_rule'
                )
            LOOP
                EXECUTE 'DELETE FROM ' || name;
            END LOOP;
            FOR name IN
                SELECT format('%I.%I', schemaname, sequencename)
                FROM pg_sequences
                WHERE schemaname = 'public' AND last_value IS NOT NULL
                    AND sequencename <> 'change_policy_id_seq'
            LOOP
                EXECUTE 'ALTER SEQUENCE ' || name || ' RESTART';
            END LOOP;
        END
        $$;
        """

    static var migrations: String {
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
