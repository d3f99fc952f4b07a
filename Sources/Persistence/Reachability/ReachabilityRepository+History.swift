public import Domain
import Postgres

extension ReachabilityRepository {
    /// No history of a device is longer.
    public static let historyLimit = 500

    /// Adds what changed, in order, and forgets what is older than a year or than the newest 500 of the device.
    public func append(_ transitions: [ReachabilityTransition], of id: Device.ID) async throws(Problem) {
        guard !transitions.isEmpty else { return }
        for transition in transitions {
            try await db.run(
                """
                -- ReachabilityRepository.append
                INSERT INTO reachability_transition (id, device_id, at, from_state, to_state, sentence, was_damped)
                VALUES (
                    \(transition.id), \(id), \(transition.at), \(transition.from), \(transition.to),
                    \(transition.sentence.storable), \(transition.wasDamped)
                )
                """)
        }
        try await db.run(
            """
            -- ReachabilityRepository.forget
            DELETE FROM reachability_transition
            WHERE device_id = \(id) AND (
                at < now() - interval '1 year'
                OR (at, id) <= (
                    SELECT at, id
                    FROM reachability_transition
                    WHERE device_id = \(id)
                    ORDER BY at DESC, id DESC
                    OFFSET \(Self.historyLimit)
                    LIMIT 1
                )
            )
            """)
    }

    /// One page of a device's history, newest first.
    public func history(of id: Device.ID, _ page: Page) async throws(Problem) -> Paged<ReachabilityTransition> {
        try await db.page(page, ReachabilityTransition.init(row:)) { limit, offset in
            """
            -- ReachabilityRepository.history
            SELECT id, at, from_state, to_state, sentence, was_damped, count(*) OVER () AS total
            FROM reachability_transition
            WHERE device_id = \(id)
            ORDER BY at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }
}

extension ReachabilityTransition {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), at: try row.decode("at"), from: try row.decode("from_state"),
            to: try row.decode("to_state"), sentence: try row.decode("sentence"),
            wasDamped: try row.decode("was_damped"))
    }
}
