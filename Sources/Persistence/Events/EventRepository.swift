public import Domain
public import Postgres

/// Stores what happened, for live pages; ids rise in the order of commits within a topic.
public struct EventRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds an event and wakes who listens once the transaction commits; other writers of this topic wait until then.
    @discardableResult
    public func append(
        _ topic: EventTopic, kind: String, subject: String = "", text: String = ""
    ) async throws(Problem) -> Int {
        try await db.returningOne(
            """
            -- EventRepository.append
            SELECT append_event(\(topic), \(kind), \(subject), \(text.storable)) AS id
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// The next `limit` events of a topic after an id, in order.
    public func list(_ topic: EventTopic, after id: Int, limit: Int) async throws(Problem) -> [Event] {
        try await db.all(
            """
            -- EventRepository.list
            SELECT id, topic, kind, subject, text, at
            FROM event
            WHERE topic = \(topic) AND id > \(id)
            ORDER BY id
            LIMIT \(max(0, limit))
            """, Event.init(row:))
    }

    /// The newest `limit` events of a topic, oldest first.
    public func newest(_ topic: EventTopic, limit: Int) async throws(Problem) -> [Event] {
        try await db.all(
            """
            -- EventRepository.newest
            SELECT id, topic, kind, subject, text, at
            FROM event
            WHERE topic = \(topic)
            ORDER BY id DESC
            LIMIT \(max(0, limit))
            """, Event.init(row:)
        ).reversed()
    }

    /// The id of the newest event of a topic; 0 when there is none.
    public func latestID(_ topic: EventTopic) async throws(Problem) -> Int {
        try await db.one(
            """
            -- EventRepository.latestID
            SELECT coalesce(max(id), 0) AS id
            FROM event
            WHERE topic = \(topic)
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }
}

extension Event {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), topic: try row.decode("topic"), kind: try row.decode("kind"),
            subject: try row.decode("subject"), text: try row.decode("text"), at: try row.decode("at"))
    }
}
