import Domain
import Foundation
import Persistence
import Postgres
import TestSupport
import Testing

/// Backups of every run, as they were stored before, become points of change.
struct BackupPointsMigrationTests {
    @Test func `runs that found nothing new become one point`() async throws {
        try await TestDatabase.with { test in
            let pool = test.pool()
            let files = try MigrationFile.load(directory: Store.migrations)
            let before = Array(files.prefix { !$0.name.hasPrefix("0018") })
            try await Migrator(pool, files: before).migrate()
            try await pool.session { session in
                try await session.script(Self.runs)
            }
            try await Migrator(pool, files: files).migrate()
            let database = Database(pool: pool)
            let device = try #require(try await DeviceRepository(database).search("r1", limit: 1).first)
            let points = try await BackupRepository(database).list(device.id, .first).elements
            #expect(points.map(\.number) == [3, 2, 1])
            #expect(points.map { $0.content.text.first } == ["a", "b", "a"])
            #expect(points[2].lastSeenAt.timeIntervalSince(points[2].firstSeenAt) == 3600)
            let change = try #require(points[1].changeID)
            let around = try await BackupRepository(database).list(change)
            #expect(around.map(\.id) == [points[2].id, points[1].id])
            #expect(around.map(\.cause) == [.beforeChange, .afterChange])
            await pool.close()
        }
    }

    /// Two runs that found «a», one that found «b» after a change, and one that found «a» again.
    private static let runs = """
        INSERT INTO user_account (id, username, role, password_hash)
        VALUES ('00000000-0000-7000-8000-000000000001', 'alice', 'engineer', 'hash');
        INSERT INTO device (id, name, host, platform) VALUES ('00000000-0000-7000-8000-000000000002', 'r1', '192.0.2.1', 'frr');
        INSERT INTO change (id, title, author_id, source_kind, source)
        VALUES (
            '00000000-0000-7000-8000-000000000003', 'x', '00000000-0000-7000-8000-000000000001', 'lines',
            '{"kind": "lines", "lines": "x"}'
        );
        INSERT INTO content (hash, sealed, size) VALUES (repeat('a', 64), 'x', 1), (repeat('b', 64), 'x', 1);
        INSERT INTO backup (id, device_id, content_hash, taken_at, cause, change_id)
        SELECT gen_random_uuid(), '00000000-0000-7000-8000-000000000002', repeat(digit, 64), at, cause, change::uuid
        FROM (
            VALUES
                ('a', '2026-01-01 10:00Z'::timestamptz, 'manual', NULL),
                ('a', '2026-01-01 11:00Z', 'before_change', '00000000-0000-7000-8000-000000000003'),
                ('b', '2026-01-01 12:00Z', 'after_change', '00000000-0000-7000-8000-000000000003'),
                ('a', '2026-01-01 13:00Z', 'manual', NULL)
        ) AS run (digit, at, cause, change);
        """
}
