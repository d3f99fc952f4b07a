public import Domain
public import Postgres

/// Stores changes. Every move names the states it leaves, so that of two moves at once only one happens.
public struct ChangeRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a change, which gets the next number.
    public func insert(
        id: Change.ID, title: String, reason: String, authorID: User.ID, source: ChangeSource, variables: JSONValue,
        state: ChangeState
    ) async throws(Problem) -> Change {
        let stored = try JSONText(encoding: source.stored)
        let variables = try JSONText(encoding: variables)
        return try await db.returningOne(
            """
            -- ChangeRepository.insert
            INSERT INTO change (id, title, reason, author_id, source_kind, source, variables, state)
            VALUES (\(id), \(title), \(reason), \(authorID), \(source.kind), \(stored), \(variables), \(state))
            RETURNING \(Change.columns)
            """, Change.init(row:))
    }

    /// The change with this id.
    public func find(_ id: Change.ID) async throws(Problem) -> Change? {
        try await db.first(
            """
            -- ChangeRepository.find
            SELECT \(Change.columns)
            FROM change
            WHERE id = \(id)
            """, Change.init(row:))
    }

    /// The change with this id, locked until the transaction ends.
    public func lock(_ id: Change.ID) async throws(Problem) -> Change? {
        try await db.returningFirst(
            """
            -- ChangeRepository.lock
            SELECT \(Change.columns)
            FROM change
            WHERE id = \(id)
            FOR UPDATE OF change
            """, Change.init(row:))
    }

    /// One page of the changes that fit the filter, newest first.
    public func list(_ filter: ChangeFilter) async throws(Problem) -> Paged<Change> {
        var conditions: [SQL] = ["true"]
        if !filter.states.isEmpty {
            conditions.append("state = ANY (\(filter.states.map(\.rawValue))::text[])")
        }
        if let deviceID = filter.deviceID {
            conditions.append(
                """
                EXISTS (
                    SELECT FROM change_device
                    WHERE change_device.change_id = change.id AND change_device.device_id = \(deviceID)
                )
                """)
        }
        return try await db.page(filter.page, Change.init(row:)) { limit, offset in
            """
            -- ChangeRepository.list
            SELECT \(Change.columns), count(*) OVER () AS total
            FROM change
            WHERE \(SQL.join(conditions, separator: " AND "))
            ORDER BY created_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// How many changes are in each state; states of none are left out.
    public func countsByState() async throws(Problem) -> [ChangeState: Int] {
        let counts = try await db.all(
            """
            -- ChangeRepository.countsByState
            SELECT state, count(*) AS total
            FROM change
            GROUP BY state
            """
        ) { row throws(PostgresError) in
            (state: try row.decode("state", as: ChangeState.self), total: try row.decode("total", as: Int.self))
        }
        return Dictionary(counts.map { ($0.state, $0.total) }, uniquingKeysWith: +)
    }
}

extension Change {
    static let columns: SQL = """
        id, number, title, reason, author_id, \(.userName(of: "author_id", as: "author_name")), source, variables,
        revision, state, outcome, risk, risk_reasons, approvals_needed, approver_role, policy, digest, created_at,
        planned_at, approved_at, started_at, finished_at, cancel_requested_at
        """

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), number: try row.decode("number"), title: try row.decode("title"),
            reason: try row.decode("reason"),
            author: UserReference(id: try row.decode("author_id"), name: try row.decode("author_name")),
            source: try row.decode("source", as: ChangeSourceColumn.self).value,
            variables: try row.json("variables"), revision: try row.decode("revision"),
            state: try row.decode("state"), outcome: try row.decode("outcome"), risk: try row.decode("risk"),
            riskReasons: try row.json("risk_reasons"), approvalsNeeded: try row.decode("approvals_needed"),
            approverRole: try row.decode("approver_role"), policy: try row.decode("policy"),
            digest: try row.decode("digest"), createdAt: try row.decode("created_at"),
            plannedAt: try row.decode("planned_at"), approvedAt: try row.decode("approved_at"),
            startedAt: try row.decode("started_at"), finishedAt: try row.decode("finished_at"),
            cancelRequestedAt: try row.decode("cancel_requested_at"))
    }
}
