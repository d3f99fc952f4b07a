public import Domain
import Foundation
import Postgres

extension SearchRepository {
    /// No search looks for more different lines than this.
    public static let mostLines = 20_000
    /// Lines of one configuration that an answer holds.
    private static let shownLines = 20

    /// Ends what takes longer, for the rest of the transaction.
    public func limitTime(milliseconds: Int) async throws(Problem) {
        try await db.run(
            """
            -- SearchRepository.limitTime
            SELECT set_config('statement_timeout', \(String(milliseconds)), true)
            """)
    }

    /// The numbers of the lines that fit, at most `mostLines` and one more.
    public func matches(_ search: ConfigurationSearch) async throws(Problem) -> [Int] {
        var conditions: [SQL] = [
            search.isCaseSensitive ? "text ~ \(search.pattern.storable)" : "text ~* \(search.pattern.storable)"
        ]
        if !search.parent.isEmpty {
            // In this mode ^ and $ stand for the ends of each line above, and a dot does not reach over them.
            let pattern = "(?n)" + search.parent.storable
            conditions.append(search.isCaseSensitive ? "parents ~ \(pattern)" : "parents ~* \(pattern)")
        }
        return try await db.all(
            """
            -- SearchRepository.matches
            SELECT id
            FROM search_line
            WHERE \(SQL.join(conditions, separator: " AND "))
            LIMIT \(Self.mostLines + 1)
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// One page of the configurations that have one of these lines, by device; in the past the newest first.
    public func having(
        _ lines: [Int], _ search: ConfigurationSearch
    ) async throws(Problem) -> Paged<SearchHit> {
        let table: SQL = search.scope == .past ? "search_past" : "search_current"
        let order: SQL = search.scope == .past ? "lower(device.name), backup.number DESC" : "lower(device.name)"
        return try await db.page(search.page, SearchHit.init(row:)) { limit, offset in
            """
            -- SearchRepository.having
            SELECT found.*, texts, above, line_count
            FROM (
                SELECT
                    device.id AS device_id, device.name AS device_name, backup.id AS backup_id, backup.number,
                    backup.first_seen_at, backup.last_seen_at, indexed.lines, count(*) OVER () AS total,
                    row_number() OVER (ORDER BY \(order)) AS place
                FROM \(table) AS indexed
                JOIN device ON device.id = indexed.device_id
                JOIN backup ON backup.id = indexed.backup_id
                WHERE indexed.lines && \(lines)::integer[] AND \(Self.tagged(search.tag))
                ORDER BY \(order)
                LIMIT \(limit) OFFSET \(offset)
            ) AS found
            CROSS JOIN LATERAL (
                SELECT
                    array_agg(text ORDER BY id) FILTER (WHERE place_in_hit <= \(Self.shownLines)) AS texts,
                    array_agg(parents ORDER BY id) FILTER (WHERE place_in_hit <= \(Self.shownLines)) AS above,
                    count(*) AS line_count
                FROM (
                    SELECT search_line.id, text, parents, row_number() OVER (ORDER BY search_line.id) AS place_in_hit
                    FROM (SELECT unnest(found.lines) INTERSECT SELECT unnest(\(lines)::integer[])) AS hit (id)
                    JOIN search_line ON search_line.id = hit.id
                ) AS hits
            ) AS shown
            ORDER BY place
            """
        }
    }

    /// One page of the devices that have none of these lines.
    public func lacking(
        _ lines: [Int], _ search: ConfigurationSearch
    ) async throws(Problem) -> Paged<SearchHit> {
        try await db.page(search.page, SearchHit.init(row:)) { limit, offset in
            """
            -- SearchRepository.lacking
            SELECT
                device.id AS device_id, device.name AS device_name, backup.id AS backup_id, backup.number,
                backup.first_seen_at, backup.last_seen_at, '{}'::text[] AS texts, '{}'::text[] AS above,
                0 AS line_count, count(*) OVER () AS total
            FROM search_current AS indexed
            JOIN device ON device.id = indexed.device_id
            JOIN backup ON backup.id = indexed.backup_id
            WHERE indexed.lines <> '{}' AND indexed.device_id NOT IN (
                SELECT device_id
                FROM search_current
                WHERE lines && \(lines)::integer[]
            ) AND \(Self.tagged(search.tag))
            ORDER BY lower(device.name)
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    private static func tagged(_ tag: Tag?) -> SQL {
        tag.map { "device.tags @> \([$0])::text[]" } ?? "true"
    }
}

extension SearchHit {
    fileprivate init(row: Row) throws(PostgresError) {
        let texts: [String] = try row.decode("texts")
        let above: [String] = try row.decode("above")
        self.init(
            deviceID: try row.decode("device_id"), deviceName: try row.decode("device_name"),
            backupID: try row.decode("backup_id"), number: try row.decode("number"),
            firstSeenAt: try row.decode("first_seen_at"), lastSeenAt: try row.decode("last_seen_at"),
            lines: zip(texts, above).map { text, parents in
                Line(text: text, parents: parents.split(separator: "\n").map(String.init))
            }, lineCount: try row.decode("line_count"))
    }
}
