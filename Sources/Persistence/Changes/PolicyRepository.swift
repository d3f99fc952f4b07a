public import Domain
public import Postgres

/// Reads the policy: how many approvals a change needs.
public struct PolicyRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Every row of the policy, those for tags first; at most 1,000.
    public func list() async throws(Problem) -> [ChangePolicy] {
        try await db.all(
            """
            -- PolicyRepository.list
            SELECT tag, risk, approvals_needed, approver_role
            FROM change_policy
            ORDER BY tag NULLS LAST, id
            LIMIT 1000
            """
        ) { row throws(PostgresError) in
            ChangePolicy(
                tag: try row.decode("tag"), risk: try row.decode("risk"),
                approvalsNeeded: try row.decode("approvals_needed"), approverRole: try row.decode("approver_role"))
        }
    }
}
