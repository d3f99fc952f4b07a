public import Domain
public import Postgres

/// Stores answers to plans; an answer never changes, and nobody answers their own change.
public struct ApprovalRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds an answer; the author's own is denied, and a second one of the same person to the same plan is a conflict.
    public func insert(
        id: Approval.ID, changeID: Change.ID, authorID: User.ID, approverID: User.ID, digest: String,
        decision: Approval.Decision, reason: String, expiresInSeconds: Int
    ) async throws(Problem) -> Approval {
        try await db.returningOne(
            """
            -- ApprovalRepository.insert
            INSERT INTO approval (id, change_id, author_id, approver_id, digest, decision, reason, expires_at)
            VALUES (
                \(id), \(changeID), \(authorID), \(approverID), \(digest), \(decision), \(reason),
                now() + \(expiresInSeconds) * interval '1 second'
            )
            RETURNING \(Approval.columns)
            """, Approval.init(row:))
    }

    /// The answers to every plan of a change, oldest first; at most 1,000.
    public func list(_ changeID: Change.ID) async throws(Problem) -> [Approval] {
        try await db.all(
            """
            -- ApprovalRepository.list
            SELECT \(Approval.columns)
            FROM approval
            WHERE change_id = \(changeID)
            ORDER BY created_at, id
            LIMIT 1000
            """, Approval.init(row:))
    }

    /// How many approvals of this digest count now: not expired, by someone who is enabled and has one of the roles.
    public func countValid(_ changeID: Change.ID, digest: String, roles: [Role]) async throws(Problem) -> Int {
        try await db.one(
            """
            -- ApprovalRepository.countValid
            SELECT count(*) AS total
            FROM approval
            JOIN user_account ON user_account.id = approval.approver_id
            WHERE approval.change_id = \(changeID)
                AND approval.digest = \(digest)
                AND approval.decision = 'approved'
                AND approval.expires_at > now()
                AND user_account.is_enabled
                AND user_account.role = ANY (\(roles.map(\.rawValue))::text[])
            """
        ) { row throws(PostgresError) in try row.decode("total") }
    }
}

extension Approval {
    fileprivate static let columns: SQL = """
        id, change_id, digest, approver_id, \(.userName(of: "approver_id", as: "approver_name")), decision, reason,
        created_at, expires_at
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), changeID: try row.decode("change_id"), digest: try row.decode("digest"),
            approver: UserReference(id: try row.decode("approver_id"), name: try row.decode("approver_name")),
            decision: try row.decode("decision"), reason: try row.decode("reason"),
            createdAt: try row.decode("created_at"), expiresAt: try row.decode("expires_at"))
    }
}
