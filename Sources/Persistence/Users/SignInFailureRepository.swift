public import Domain
public import Postgres

/// Counts failed sign-ins, so that guessing can be slowed down.
public struct SignInFailureRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Notes a failure with the name as it was typed, at most 200 characters of it.
    public func record(username: String, address: String) async throws(Problem) {
        try await db.run(
            """
            -- SignInFailureRepository.record
            INSERT INTO sign_in_failure (username, remote_address)
            VALUES (\(Self.key(username)), \(address.storable))
            """)
    }

    /// Failures with this name from this address in the last `seconds`.
    public func count(username: String, address: String, seconds: Int) async throws(Problem) -> Int {
        try await db.one(
            """
            -- SignInFailureRepository.countOfName
            SELECT count(*) AS total
            FROM sign_in_failure
            WHERE remote_address = \(address.storable)
                AND failed_at > now() - \(seconds) * interval '1 second'
                AND username = \(Self.key(username))
            """
        ) { row throws(PostgresError) in try row.decode("total") }
    }

    /// Failures with any name from this address in the last `seconds`.
    public func count(address: String, seconds: Int) async throws(Problem) -> Int {
        try await db.one(
            """
            -- SignInFailureRepository.countOfAddress
            SELECT count(*) AS total
            FROM sign_in_failure
            WHERE remote_address = \(address.storable) AND failed_at > now() - \(seconds) * interval '1 second'
            """
        ) { row throws(PostgresError) in try row.decode("total") }
    }

    /// Forgets the failures with this name from this address, after a sign-in succeeded.
    public func clear(username: String, address: String) async throws(Problem) {
        try await db.run(
            """
            -- SignInFailureRepository.clear
            DELETE FROM sign_in_failure
            WHERE remote_address = \(address.storable) AND username = \(Self.key(username))
            """)
    }

    /// Forgets what is older; the answer is how many.
    @discardableResult
    public func prune(olderThanSeconds seconds: Int) async throws(Problem) -> Int {
        try await db.run(
            """
            -- SignInFailureRepository.prune
            DELETE FROM sign_in_failure
            WHERE failed_at < now() - \(seconds) * interval '1 second'
            """)
    }

    /// Names are compared without case, and a stranger cannot fill the table with long ones.
    private static func key(_ username: String) -> String {
        String(username.lowercased().storable.unicodeScalars.prefix(200))
    }
}
