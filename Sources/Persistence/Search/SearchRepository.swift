public import Domain
import Foundation
public import Postgres

/// Stores the lines of configurations, without their secrets, and finds them.
public struct SearchRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The numbers of these lines, which are stored first where they are not known.
    public func numbers(of lines: [SearchHit.Line]) async throws(Problem) -> [Int] {
        let parents = lines.map { $0.parents.joined(separator: "\n") }
        let texts = lines.map(\.text)
        let given: SQL = """
            SELECT DISTINCT
                text, parents,
                substring(sha256(convert_to(parents || E'\\n\\n' || text, 'UTF8')) FOR 16) AS digest
            FROM unnest(\(texts)::text[], \(parents)::text[]) AS given (text, parents)
            """
        // In the order of their digests, so that two who add the same lines never wait for each other in a ring.
        try await db.run(
            """
            -- SearchRepository.addLines
            INSERT INTO search_line (digest, text, parents)
            SELECT digest, text, parents
            FROM (\(given)) AS new
            WHERE NOT EXISTS (SELECT FROM search_line WHERE search_line.digest = new.digest)
            ORDER BY digest
            ON CONFLICT (digest) DO NOTHING
            """)
        return try await db.all(
            """
            -- SearchRepository.numbers
            SELECT search_line.id
            FROM (\(given)) AS given
            JOIN search_line ON search_line.digest = given.digest
            ORDER BY search_line.id
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// Makes these the lines of a device, and remembers which lines the point before had besides; an older point changes nothing.
    public func index(_ backup: Backup, lines: [Int]) async throws(Problem) {
        try await db.run(
            """
            -- SearchRepository.remember
            INSERT INTO search_past (backup_id, device_id, lines)
            SELECT backup_id, device_id, gone
            FROM search_current
            CROSS JOIN LATERAL (
                SELECT array_agg(line ORDER BY line) AS gone
                FROM (SELECT unnest(search_current.lines) EXCEPT SELECT unnest(\(lines)::integer[])) AS left_over (line)
            ) AS difference
            WHERE device_id = \(backup.deviceID) AND number < \(backup.number) AND gone IS NOT NULL
            ON CONFLICT (backup_id) DO UPDATE
            SET lines = EXCLUDED.lines
            """)
        try await db.run(
            """
            -- SearchRepository.index
            INSERT INTO search_current AS old (device_id, backup_id, number, lines)
            VALUES (\(backup.deviceID), \(backup.id), \(backup.number), \(lines)::integer[])
            ON CONFLICT (device_id) DO UPDATE
            SET backup_id = EXCLUDED.backup_id, number = EXCLUDED.number, lines = EXCLUDED.lines
            WHERE old.number < EXCLUDED.number
            """)
    }

    /// Good points whose lines are not known yet, besides those of some devices; of each device in order, at most 20.
    public func unindexed(besides devices: [Device.ID], limit: Int) async throws(Problem) -> [Backup] {
        try await db.all(
            """
            -- SearchRepository.unindexed
            SELECT \(Backup.columns)
            FROM (
                SELECT later.*
                FROM device
                LEFT JOIN search_current ON search_current.device_id = device.id
                CROSS JOIN LATERAL (
                    SELECT backup.*
                    FROM backup
                    WHERE backup.device_id = device.id AND backup.state = 'good'
                        AND backup.number > coalesce(search_current.number, 0)
                    ORDER BY backup.number
                    LIMIT 20
                ) AS later
                WHERE device.id <> ALL(\(devices))
                LIMIT \(limit)
            ) AS missing
            ORDER BY device_id, number
            """, Backup.init(row:))
    }

    /// How many devices can be searched.
    public func deviceCount() async throws(Problem) -> Int {
        try await db.one(
            """
            -- SearchRepository.deviceCount
            SELECT count(*) AS devices
            FROM search_current
            """
        ) { row throws(PostgresError) in try row.decode("devices") }
    }
}
