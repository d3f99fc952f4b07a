public import Domain
public import Postgres

/// One writer per device: a lease that expires, with a fencing token that only ever rises (change.md, rule 8).
public struct DeviceLeaseRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Takes the lease when it is free, expired or this job's own; each taking raises the token.
    public func acquire(
        _ deviceID: Device.ID, jobID: Job.ID, purpose: String, seconds: Int
    ) async throws(Problem) -> DeviceLeaseOutcome {
        // The holder may let go between the two statements; then it is free and the next round takes it.
        for _ in 1...5 {
            if let token = try await take(deviceID, jobID: jobID, purpose: purpose, seconds: seconds) {
                return .acquired(token: token)
            }
            if let holder = try await find(deviceID) { return holder }
        }
        throw Problem(
            .unavailable, code: "device_lease_contended", "Many jobs want this device at once. Try again in a moment.")
    }

    /// Extends the lease; `false` when the job does not hold it under this token any more.
    public func renew(
        _ deviceID: Device.ID, jobID: Job.ID, token: Int, seconds: Int
    ) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- DeviceLeaseRepository.renew
            UPDATE device_lease
            SET expires_at = now() + \(seconds) * interval '1 second'
            WHERE device_id = \(deviceID) AND holder_job_id = \(jobID) AND fencing_token = \(token)
            """) > 0
    }

    /// Lets the device go and wakes the workers; the token stays. `false` when the job did not hold it under this token.
    @discardableResult
    public func release(_ deviceID: Device.ID, jobID: Job.ID, token: Int) async throws(Problem) -> Bool {
        try await db.returningFirst(
            """
            -- DeviceLeaseRepository.release
            UPDATE device_lease
            SET holder_job_id = NULL, purpose = '', acquired_at = NULL, expires_at = NULL
            WHERE device_id = \(deviceID) AND holder_job_id = \(jobID) AND fencing_token = \(token)
            RETURNING fencing_token, pg_notify('netstacks_job', '')
            """
        ) { row throws(PostgresError) in try row.decode("fencing_token", as: Int.self) } != nil
    }

    /// Who holds the device now; `nil` when it is free.
    public func find(_ deviceID: Device.ID) async throws(Problem) -> DeviceLeaseOutcome? {
        try await db.first(
            """
            -- DeviceLeaseRepository.find
            SELECT holder_job_id, purpose, acquired_at
            FROM device_lease
            WHERE device_id = \(deviceID) AND expires_at > now()
            """
        ) { row throws(PostgresError) in
            .held(
                jobID: try row.decode("holder_job_id"), purpose: try row.decode("purpose"),
                since: try row.decode("acquired_at"))
        }
    }

    private func take(
        _ deviceID: Device.ID, jobID: Job.ID, purpose: String, seconds: Int
    ) async throws(Problem) -> Int? {
        try await db.returningFirst(
            """
            -- DeviceLeaseRepository.acquire
            INSERT INTO device_lease (device_id, fencing_token, holder_job_id, purpose, acquired_at, expires_at)
            VALUES (\(deviceID), 1, \(jobID), \(purpose), now(), now() + \(seconds) * interval '1 second')
            ON CONFLICT (device_id) DO UPDATE
            SET fencing_token = device_lease.fencing_token + 1,
                holder_job_id = EXCLUDED.holder_job_id,
                purpose = EXCLUDED.purpose,
                acquired_at = EXCLUDED.acquired_at,
                expires_at = EXCLUDED.expires_at
            WHERE device_lease.holder_job_id IS NULL
                OR device_lease.expires_at <= now()
                OR device_lease.holder_job_id = EXCLUDED.holder_job_id
            RETURNING fencing_token
            """
        ) { row throws(PostgresError) in try row.decode("fencing_token") }
    }
}
