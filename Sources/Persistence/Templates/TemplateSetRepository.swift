public import Domain
public import Postgres

/// Stores template sets with every revision of their bodies.
public struct TemplateSetRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// One page of the template sets whose name or summary contains the text, by name; empty text asks for any.
    public func list(search: String, _ page: Page) async throws(Problem) -> Paged<TemplateSet> {
        let search = search.storable
        return try await db.page(page, TemplateSet.init(row:)) { limit, offset in
            """
            -- TemplateSetRepository.list
            SELECT \(TemplateSet.columns), count(*) OVER () AS total
            FROM template_set
            JOIN template_revision
                ON template_revision.template_set_id = template_set.id
                AND template_revision.revision = template_set.revision
            WHERE strpos(lower(name), lower(\(search))) > 0 OR strpos(lower(summary), lower(\(search))) > 0
            ORDER BY lower(name), id
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The template set with the bodies of its newest revision.
    public func find(_ id: TemplateSet.ID) async throws(Problem) -> TemplateSet? {
        try await db.first(
            """
            -- TemplateSetRepository.find
            SELECT \(TemplateSet.columns)
            FROM template_set
            JOIN template_revision
                ON template_revision.template_set_id = template_set.id
                AND template_revision.revision = template_set.revision
            WHERE template_set.id = \(id)
            """, TemplateSet.init(row:))
    }

    /// The template set with the bodies of one revision; its name and platforms are today's.
    public func find(_ id: TemplateSet.ID, revision: Int) async throws(Problem) -> TemplateSet? {
        try await db.first(
            """
            -- TemplateSetRepository.findRevision
            SELECT \(TemplateSet.columns)
            FROM template_set
            JOIN template_revision ON template_revision.template_set_id = template_set.id
            WHERE template_set.id = \(id) AND template_revision.revision = \(revision)
            """, TemplateSet.init(row:))
    }

    /// Adds a template set at revision 1; a name that is taken is a conflict.
    public func insert(
        _ id: TemplateSet.ID, _ draft: TemplateSetDraft, author: User.ID?
    ) async throws(Problem) -> TemplateSet {
        try await db.returningOne(
            """
            -- TemplateSetRepository.insert
            WITH template_set AS (
                INSERT INTO template_set (id, name, summary, platforms)
                VALUES (\(id), \(draft.name), \(draft.summary), \(draft.platforms))
                RETURNING id, name, summary, platforms, revision, created_at, updated_at
            ), template_revision AS (
                INSERT INTO template_revision (
                    template_set_id, revision, deploy_body, validate_body, delete_body, author_id
                )
                SELECT id, revision, \(draft.bodies.deploy), \(draft.bodies.validate), \(draft.bodies.delete), \(author)
                FROM template_set
                RETURNING revision, deploy_body, validate_body, delete_body
            )
            SELECT \(TemplateSet.columns)
            FROM template_set, template_revision
            """, naming: draft.name, TemplateSet.init(row:))
    }

    /// Changes a template set; a changed body makes a new revision. `nil` when there is none.
    public func update(
        _ id: TemplateSet.ID, _ draft: TemplateSetDraft, author: User.ID?
    ) async throws(Problem) -> TemplateSet? {
        // «No such bodies» rather than «other bodies»: two edits at once then make two revisions and lose neither.
        try await db.returningFirst(
            """
            -- TemplateSetRepository.update
            WITH updated AS (
                UPDATE template_set
                SET name = \(draft.name),
                    summary = \(draft.summary),
                    platforms = \(draft.platforms),
                    revision = revision + CASE
                        WHEN EXISTS (
                            SELECT FROM template_revision
                            WHERE template_revision.template_set_id = template_set.id
                                AND template_revision.revision = template_set.revision
                                AND deploy_body = \(draft.bodies.deploy)
                                AND validate_body = \(draft.bodies.validate)
                                AND delete_body = \(draft.bodies.delete)
                        ) THEN 0
                        ELSE 1
                    END,
                    updated_at = now()
                WHERE id = \(id)
                RETURNING id, name, summary, platforms, revision, created_at, updated_at
            ), added AS (
                INSERT INTO template_revision (
                    template_set_id, revision, deploy_body, validate_body, delete_body, author_id
                )
                SELECT id, revision, \(draft.bodies.deploy), \(draft.bodies.validate), \(draft.bodies.delete), \(author)
                FROM updated
                ON CONFLICT (template_set_id, revision) DO NOTHING
            )
            SELECT id, name, summary, platforms, revision, created_at, updated_at,
                \(draft.bodies.deploy)::text AS deploy_body, \(draft.bodies.validate)::text AS validate_body,
                \(draft.bodies.delete)::text AS delete_body
            FROM updated
            """, naming: draft.name, TemplateSet.init(row:))
    }

    /// Removes a template set with its revisions; one that a stack uses is a conflict.
    public func delete(_ id: TemplateSet.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- TemplateSetRepository.delete
            DELETE FROM template_set
            WHERE id = \(id)
            """) > 0
    }

    /// The newest 500 revisions, newest first.
    public func revisions(_ id: TemplateSet.ID) async throws(Problem) -> [TemplateRevision] {
        try await db.all(
            """
            -- TemplateSetRepository.revisions
            SELECT revision, created_at, author_id, \(.userName(of: "author_id", as: "author_name"))
            FROM template_revision
            WHERE template_set_id = \(id)
            ORDER BY revision DESC
            LIMIT 500
            """
        ) { row throws(PostgresError) in
            TemplateRevision(
                revision: try row.decode("revision"), createdAt: try row.decode("created_at"),
                author: try row.user("author_id", "author_name"))
        }
    }
}

extension TemplateSet {
    fileprivate static let columns: SQL = """
        template_set.id, template_set.name, template_set.summary, template_set.platforms, template_revision.revision,
        template_set.created_at, template_set.updated_at, template_revision.deploy_body,
        template_revision.validate_body, template_revision.delete_body
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), name: try row.decode("name"), summary: try row.decode("summary"),
            platforms: try row.decode("platforms"),
            bodies: TemplateBodies(
                deploy: try row.decode("deploy_body"), validate: try row.decode("validate_body"),
                delete: try row.decode("delete_body")),
            revision: try row.decode("revision"), createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at"))
    }
}
