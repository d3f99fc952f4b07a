public import Domain
import Postgres

extension WorkerRepository {
    /// How many workers live and take jobs, as far as is known.
    public func workingCount() async throws(Problem) -> Int {
        try await db.one(
            """
            -- WorkerRepository.workingCount
            SELECT count(*) AS number
            FROM worker
            WHERE stopped_at IS NULL AND lost_at IS NULL AND wanted = 'run'
            """
        ) { row throws(PostgresError) in try row.decode("number") }
    }

    /// The devices that jobs of this worker may write to now, by name; at most 500.
    public func leases(of id: WorkerID) async throws(Problem) -> [DeviceLease] {
        try await db.all(
            """
            -- WorkerRepository.leases
            SELECT
                device.id AS device_id, device.name AS device_name, device_lease.holder_job_id, device_lease.purpose,
                device_lease.fencing_token, device_lease.acquired_at, device_lease.expires_at
            FROM job
            JOIN device_lease ON device_lease.holder_job_id = job.id AND device_lease.expires_at > now()
            JOIN device ON device.id = device_lease.device_id
            WHERE job.worker_id = \(id)
            ORDER BY device.name
            LIMIT 500
            """
        ) { row throws(PostgresError) in
            DeviceLease(
                deviceID: try row.decode("device_id"), deviceName: try row.decode("device_name"),
                jobID: try row.decode("holder_job_id"), purpose: try row.decode("purpose"),
                fencingToken: try row.decode("fencing_token"), since: try row.decode("acquired_at"),
                expiresAt: try row.decode("expires_at"))
        }
    }
}
