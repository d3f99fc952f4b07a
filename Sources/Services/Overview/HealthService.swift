public import Persistence

/// Whether what the program needs is there.
public struct HealthService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// Returns when the database answers; a problem says why it does not.
    public func check() async throws {
        _ = try await DeviceRepository(database).count()
    }
}
