public import Domain
public import Postgres

/// Stores the record of who did what; append only, each entry chained to the one before by a hash.
public struct AuditRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds an entry; the answer is its number. Other writers of the record wait until the transaction ends.
    @discardableResult
    public func append(_ entry: NewAuditEntry) async throws(Problem) -> Int {
        try await db.returningOne(
            """
            -- AuditRepository.append
            SELECT append_audit_entry(
                \(entry.actor?.id), \(entry.actor?.name ?? "NetStacks"), \(entry.action), \(entry.subjectKind),
                \(entry.subjectID), \(entry.summary.storable), \(entry.remoteAddress.storable),
                \(entry.requestID.storable)
            ) AS id
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// One page of the entries that fit the filter, newest first.
    public func list(_ filter: AuditFilter) async throws(Problem) -> Paged<AuditEntry> {
        var conditions: [SQL] = ["true"]
        if let action = filter.action { conditions.append("action = \(action)") }
        if let kind = filter.subjectKind { conditions.append("subject_kind = \(kind)") }
        if let id = filter.subjectID { conditions.append("subject_id = \(id)") }
        if !filter.search.isEmpty {
            let words: SQL = "lower(concat_ws(' ', summary, actor_name, remote_address, request_id))"
            conditions.append("strpos(\(words), lower(\(filter.search.storable))) > 0")
        }
        return try await db.page(
            filter.page,
            { row throws(PostgresError) in
                AuditEntry(
                    id: try row.decode("id"), at: try row.decode("at"), actorName: try row.decode("actor_name"),
                    action: try row.decode("action"), subjectKind: try row.decode("subject_kind"),
                    subjectID: try row.decode("subject_id"), summary: try row.decode("summary"),
                    remoteAddress: try row.decode("remote_address"), requestID: try row.decode("request_id"))
            }
        ) { limit, offset in
            """
            -- AuditRepository.list
            SELECT id, at, actor_name, action, subject_kind, subject_id, summary, remote_address, request_id,
                count(*) OVER () AS total
            FROM audit_entry
            WHERE \(SQL.join(conditions, separator: " AND "))
            ORDER BY id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }
}
