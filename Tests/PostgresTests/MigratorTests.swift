import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct MigratorTests {
    private let first = MigrationFile(
        version: 1, name: "0001_device.sql",
        sql: """
            -- Devices and a rule about them; several statements, one with semicolons inside.
            CREATE TABLE device (id integer PRIMARY KEY, hostname text);
            CREATE FUNCTION lowered() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.hostname := lower(NEW.hostname);
                RETURN NEW;
            END
            $$;
            CREATE TRIGGER lowered BEFORE INSERT ON device FOR EACH ROW EXECUTE FUNCTION lowered();
            """)
    private let second = MigrationFile(
        version: 2, name: "0002_site.sql", sql: "CREATE TABLE site (id integer); INSERT INTO site VALUES (1);")
    private let broken = MigrationFile(
        version: 3, name: "0003_broken.sql", sql: "CREATE TABLE extra (id integer); SELECT 1/0;")

    private func refusal(_ migrator: Migrator) async throws -> PostgresError? {
        let required = try await postgresError { try await migrator.requireCurrent() }
        let migrated = try await postgresError { try await migrator.migrate() }
        #expect(required?.code == migrated?.code)
        return required
    }

    @Test func `pending files are applied in order, once`() async throws {
        try await withPool { pool in
            let migrator = Migrator(pool, files: [second, first])
            let applied = try await migrator.migrate()
            #expect(applied.map(\.version) == [1, 2])
            let again = try await migrator.migrate()
            #expect(again.isEmpty)
            try await migrator.requireCurrent()
            let status = try await migrator.status()
            #expect(status.isCurrent && status.applied == [1, 2])
            try await pool.execute("INSERT INTO device VALUES (1, 'EDGE')")
            let hostname = try await pool.value("SELECT hostname FROM device", as: String.self)
            #expect(hostname == "edge")
        }
    }

    @Test func `several processes that migrate at once apply each file once`() async throws {
        try await withPool(maxConnections: 8) { pool in
            let migrator = Migrator(pool, files: [first, second])
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<5 { group.addTask { try await migrator.migrate().count } }
                return try await group.reduce(0, +)
            }
            #expect(applied == 2)
        }
    }

    @Test func `an empty database lacks every file, and says which`() async throws {
        try await withPool { pool in
            let migrator = Migrator(pool, files: [first, second])
            let status = try await migrator.status()
            #expect(status.pending.map(\.version) == [1, 2] && status.problem == nil)
            let error = try await postgresError { try await migrator.requireCurrent() }
            #expect(error?.code == .schemaOutdated)
            #expect(
                error?.description == "The database lacks 0001_device.sql to 0002_site.sql; run the migrations first.")
        }
    }

    @Test func `a file that was edited after it was applied is refused`() async throws {
        try await withPool { pool in
            try await Migrator(pool, files: [first, second]).migrate()
            let edited = MigrationFile(version: 1, name: first.name, sql: first.sql + " ")
            let error = try await refusal(Migrator(pool, files: [edited, second]))
            #expect(error?.code == .migrationEdited)
            #expect(error?.description.contains("0001_device.sql was edited") == true)
        }
    }

    @Test func `a database of a newer program is refused`() async throws {
        try await withPool { pool in
            try await Migrator(pool, files: [first, second]).migrate()
            let error = try await refusal(Migrator(pool, files: [first]))
            #expect(error?.code == .schemaNewer)
            #expect(error?.description.contains("0002_site.sql") == true)
        }
    }

    @Test func `a gap in the files or in the database's record is refused`() async throws {
        try await withPool { pool in
            let gap = try await refusal(Migrator(pool, files: [first, broken]))
            #expect(gap?.code == .migrationFiles)
            try await Migrator(pool, files: [first, second]).migrate()
            try await pool.execute("DELETE FROM schema_migration WHERE version = 1")
            let lost = try await refusal(Migrator(pool, files: [first, second]))
            #expect(lost?.code == .schemaNewer)
        }
    }

    @Test func `a failing file leaves nothing behind, and those before it stay`() async throws {
        try await withPool { pool in
            let migrator = Migrator(pool, files: [first, second, broken])
            let error = try await postgresError { try await migrator.migrate() }
            #expect(error?.code == .migrationFailed)
            #expect(error?.sqlState == "22012")
            #expect(error?.statement == "0003_broken.sql")
            let extra = try await pool.value("SELECT to_regclass('extra')::text", as: String?.self)
            #expect(extra == nil)
            let status = try await migrator.status()
            #expect(status.applied == [1, 2] && status.pending.map(\.version) == [3])
        }
    }

    @Test(arguments: [
        ("CREATE TABLE a (id integer);\n\n-- ä\nSELEC 1;\n", 4),
        ("-- first; no statement\nSELECT ';\n';\n/* ; */ SELECT 1;\nDO $x$ BEGIN; $y$\n$x$;", 5),
        ("SELECT 1;\nDO $x$ BEGIN\n NULL; END $x$;\n\n INSERT INTO t VALUES (1);", 5),
        (
            "CREATE TABLE t (id integer PRIMARY KEY); SELECT ';';\nINSERT INTO t\nVALUES (1);\nINSERT INTO t VALUES (1);",
            4
        ),
        ("SELECT 1;\nSELECT '\n',\n1/0", 2),
    ])
    func `a failing file names the line`(sql: String, line: Int) async throws {
        try await withPool { pool in
            let file = MigrationFile(version: 1, name: "0001_x.sql", sql: sql)
            let error = try await postgresError { try await Migrator(pool, files: [file]).migrate() }
            #expect(
                error?.description.contains("0001_x.sql failed at line \(line) ") == true, "\(error?.description ?? "")"
            )
        }
    }

    @Test func `what cannot run in a transaction says so in its first lines, also while others wait to migrate`()
        async throws
    {
        try await withPool(maxConnections: 8) { pool in
            let index = MigrationFile(
                version: 3, name: "0003_index.sql",
                sql: """
                    -- Large tables are in use meanwhile.
                    -- without transaction
                    CREATE INDEX CONCURRENTLY IF NOT EXISTS device_hostname ON device (hostname);
                    """)
            let migrator = Migrator(pool, files: [first, second, index])
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await migrator.migrate().count } }
                return try await group.reduce(0, +)
            }
            #expect(applied == 3)
            #expect(try await pool.value("SELECT to_regclass('device_hostname') IS NOT NULL", as: Bool.self))
            let failing = MigrationFile(
                version: 4, name: "0004_x.sql",
                sql: "-- without transaction\nCREATE INDEX CONCURRENTLY x ON nowhere (id)")
            let error = try await postgresError {
                try await Migrator(pool, files: [first, second, index, failing]).migrate()
            }
            #expect(error?.description.contains("failed at line 2 and ran without a transaction") == true)
        }
    }

    @Test func `a file that commits by itself is refused`() async throws {
        try await withPool { pool in
            let file = MigrationFile(version: 1, name: "0001_x.sql", sql: "CREATE TABLE a (id integer); COMMIT;")
            let error = try await postgresError { try await Migrator(pool, files: [file]).migrate() }
            #expect(error?.code == .migrationFailed)
            #expect(error?.debugDescription.contains("ends the transaction") == true)
        }
    }

    @Test func `a migration may take longer than a statement`() async throws {
        try await withPool(statementTimeout: .seconds(1)) { pool in
            let file = MigrationFile(version: 1, name: "0001_slow.sql", sql: "SELECT pg_sleep(1.5)")
            try await Migrator(pool, files: [file]).migrate()
        }
    }
}
