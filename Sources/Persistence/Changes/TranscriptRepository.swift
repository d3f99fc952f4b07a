public import Domain
public import Postgres

/// Stores the transcripts of runs; append only.
public struct TranscriptRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds an entry; the line number is that of the command in the plan, 0 for what is not a command of the plan.
    public func append(
        _ targetID: ChangeTarget.ID, _ kind: TranscriptEntry.Kind, lineNumber: Int = 0, _ text: String
    ) async throws(Problem) {
        try await db.run(
            """
            -- TranscriptRepository.append
            INSERT INTO transcript_entry (target_id, kind, line_number, text)
            VALUES (\(targetID), \(kind), \(lineNumber), \(text.storable))
            """)
    }

    /// The newest `limit` entries of a target, oldest first.
    public func list(_ targetID: ChangeTarget.ID, limit: Int) async throws(Problem) -> [TranscriptEntry] {
        try await db.all(
            """
            -- TranscriptRepository.list
            SELECT id, target_id, at, kind, line_number, text
            FROM transcript_entry
            WHERE target_id = \(targetID)
            ORDER BY id DESC
            LIMIT \(max(0, limit))
            """, TranscriptEntry.init(row:)
        ).reversed()
    }

    /// The newest `limit` entries of all targets of a plan, oldest first.
    public func list(changeID: Change.ID, revision: Int, limit: Int) async throws(Problem) -> [TranscriptEntry] {
        try await db.all(
            """
            -- TranscriptRepository.listOfChange
            SELECT id, target_id, at, kind, line_number, text
            FROM transcript_entry
            WHERE target_id = ANY (
                ARRAY(
                    SELECT change_target.id
                    FROM change_target
                    WHERE change_target.change_id = \(changeID) AND change_target.revision = \(revision)
                )
            )
            ORDER BY id DESC
            LIMIT \(max(0, limit))
            """, TranscriptEntry.init(row:)
        ).reversed()
    }
}

extension TranscriptEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), targetID: try row.decode("target_id"), at: try row.decode("at"),
            kind: try row.decode("kind"), lineNumber: try row.decode("line_number"), text: try row.decode("text"))
    }
}
