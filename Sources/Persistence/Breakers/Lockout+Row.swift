import Domain
import Foundation
import Postgres

extension Lockout {
    static let columns: SQL = """
        id, caller_id, device_id, login, credential_set_id, refusal_count, refused_at, last_failure, locked_at,
        locked_until
        """

    init(row: Row) throws(PostgresError) {
        try self.init(
            row: row, idColumn: "id",
            key: LockoutKey(
                caller: SessionCaller(try row.decode("caller_id", as: User.ID?.self)),
                deviceID: try row.decode("device_id"), login: try row.decode("login")),
            failureColumn: "last_failure")
    }

    /// A lockout in a row with other things that have an id.
    init(row: Row, idColumn: String, key: LockoutKey, failureColumn: String) throws(PostgresError) {
        self.init(
            id: try row.decode(idColumn), key: key, credentialSetID: try row.decode("credential_set_id"),
            refusalCount: try row.decode("refusal_count"),
            recentRefusals: try row.decode("refused_at", as: TimeArray.self).times,
            lastFailure: try row.decode(failureColumn), lockedAt: try row.decode("locked_at"),
            lockedUntil: try row.decode("locked_until"))
    }
}
