public import Domain
public import Foundation
public import Postgres

/// Stores the newest live reading of each device.
public struct ReadingRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Keeps a reading, unless a newer one is there.
    public func record(
        deviceID: Device.ID, hash: ContentHash, readAt: Date, jobID: Job.ID
    ) async throws(Problem) {
        try await db.run(
            """
            -- ReadingRepository.record
            INSERT INTO configuration_reading (device_id, content_hash, read_at, job_id)
            VALUES (\(deviceID), \(hash), \(readAt), \(jobID))
            ON CONFLICT (device_id) DO UPDATE
            SET content_hash = EXCLUDED.content_hash, read_at = EXCLUDED.read_at, job_id = EXCLUDED.job_id
            WHERE configuration_reading.read_at <= EXCLUDED.read_at
            """)
    }

    /// The newest reading of a device; `nil` before the first.
    public func find(_ deviceID: Device.ID) async throws(Problem) -> ConfigurationReading? {
        try await db.first(
            """
            -- ReadingRepository.find
            SELECT device_id, content_hash, read_at, job_id
            FROM configuration_reading
            WHERE device_id = \(deviceID)
            """
        ) { row throws(PostgresError) in
            ConfigurationReading(
                deviceID: try row.decode("device_id"), content: try row.decode("content_hash"),
                readAt: try row.decode("read_at"), jobID: try row.decode("job_id"))
        }
    }
}
