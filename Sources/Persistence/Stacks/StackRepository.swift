public import Domain
public import Postgres

/// Stores stacks of template sets.
public struct StackRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// One page of stacks, by name.
    public func list(_ page: Page) async throws(Problem) -> Paged<Stack> {
        try await db.page(page, Stack.init(row:)) { limit, offset in
            """
            -- StackRepository.list
            SELECT id, name, summary, \(Stack.members), created_at, updated_at, count(*) OVER () AS total
            FROM stack
            ORDER BY lower(name), id
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The stack with this id.
    public func find(_ id: Stack.ID) async throws(Problem) -> Stack? {
        try await db.first(
            """
            -- StackRepository.find
            SELECT id, name, summary, \(Stack.members), created_at, updated_at
            FROM stack
            WHERE id = \(id)
            """, Stack.init(row:))
    }

    /// Adds a stack; a name that is taken, or a template set named twice, is a conflict.
    public func insert(
        id: Stack.ID, name: String, summary: String, templateSetIDs: [TemplateSet.ID]
    ) async throws(Problem) -> Stack {
        try await db.returningOne(
            """
            -- StackRepository.insert
            WITH inserted AS (
                INSERT INTO stack (id, name, summary)
                VALUES (\(id), \(name), \(summary))
                RETURNING id, name, summary, created_at, updated_at
            ), placed AS (
                INSERT INTO stack_member (stack_id, position, template_set_id)
                SELECT inserted.id, member.place - 1, member.template_set_id
                FROM inserted, unnest(\(templateSetIDs)) WITH ORDINALITY AS member (template_set_id, place)
            )
            SELECT id, name, summary, \(templateSetIDs) AS template_set_ids, created_at, updated_at
            FROM inserted
            """, naming: name, Stack.init(row:))
    }

    /// Changes a stack and all its members; `nil` when there is none.
    public func update(
        id: Stack.ID, name: String, summary: String, templateSetIDs: [TemplateSet.ID]
    ) async throws(Problem) -> Stack? {
        try await db.returningFirst(
            """
            -- StackRepository.update
            WITH updated AS (
                UPDATE stack
                SET name = \(name), summary = \(summary), updated_at = now()
                WHERE id = \(id)
                RETURNING id, name, summary, created_at, updated_at
            ), gone AS (
                DELETE FROM stack_member
                USING updated
                WHERE stack_member.stack_id = updated.id AND stack_member.position >= \(templateSetIDs.count)
            ), placed AS (
                INSERT INTO stack_member (stack_id, position, template_set_id)
                SELECT updated.id, member.place - 1, member.template_set_id
                FROM updated, unnest(\(templateSetIDs)) WITH ORDINALITY AS member (template_set_id, place)
                ON CONFLICT (stack_id, position) DO UPDATE SET template_set_id = EXCLUDED.template_set_id
            )
            SELECT id, name, summary, \(templateSetIDs) AS template_set_ids, created_at, updated_at
            FROM updated
            """, naming: name, Stack.init(row:))
    }

    /// Removes a stack; its template sets stay.
    public func delete(_ id: Stack.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- StackRepository.delete
            DELETE FROM stack
            WHERE id = \(id)
            """) > 0
    }
}

extension Stack {
    fileprivate static let members: SQL = """
        ARRAY(
            SELECT stack_member.template_set_id
            FROM stack_member
            WHERE stack_member.stack_id = stack.id
            ORDER BY stack_member.position
        ) AS template_set_ids
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), name: try row.decode("name"), summary: try row.decode("summary"),
            templateSetIDs: try row.decode("template_set_ids"), createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at"))
    }
}
