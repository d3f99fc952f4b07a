import Domain
import Foundation
import Postgres

extension Breaker {
    static let columns: SQL = """
        id, context, address, port, state, failure_count, failed_at, last_failure, opened_at, open_count, next_probe_at,
        probe_id, probe_deadline
        """

    init(row: Row) throws(PostgresError) {
        try self.init(
            row: row, idColumn: "id",
            key: BreakerKey(
                context: try row.decode("context"), address: try row.decode("address"), port: try row.decode("port")),
            failureColumn: "last_failure")
    }

    /// A breaker in a row with other things that have an id.
    init(row: Row, idColumn: String, key: BreakerKey, failureColumn: String) throws(PostgresError) {
        var state = State.closed
        if let since = try row.decode("opened_at", as: Date?.self) {
            let opening = Opening(
                since: since, count: try row.decode("open_count"), nextProbeAt: try row.decode("next_probe_at"))
            state = .open(opening)
            if let probe = try row.decode("probe_id", as: Probe.ID?.self) {
                state = .halfOpen(opening, Probe(id: probe, deadline: try row.decode("probe_deadline")))
            }
        }
        self.init(
            id: try row.decode(idColumn), key: key, state: state, failureCount: try row.decode("failure_count"),
            recentFailures: try row.decode("failed_at", as: TimeArray.self).times,
            lastFailure: try row.decode(failureColumn))
    }
}
