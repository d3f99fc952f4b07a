public import Domain
public import Postgres

/// Stores which devices a change names, and how the planning of each goes.
public struct ChangeDeviceRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Freezes the devices of a change, in this order.
    public func insert(_ changeID: Change.ID, _ deviceIDs: [Device.ID]) async throws(Problem) {
        try await db.run(
            """
            -- ChangeDeviceRepository.insert
            INSERT INTO change_device (change_id, device_id, position)
            SELECT \(changeID), named.device_id, named.place - 1
            FROM unnest(\(deviceIDs)) WITH ORDINALITY AS named (device_id, place)
            """)
    }

    /// The devices of a change in the order in which people named them.
    public func list(_ changeID: Change.ID) async throws(Problem) -> [ChangeDevice] {
        try await db.all(
            """
            -- ChangeDeviceRepository.list
            SELECT change_id, device_id, device.name AS device_name, device.platform, position, planning, problem
            FROM change_device
            JOIN device ON device.id = change_device.device_id
            WHERE change_id = \(changeID)
            ORDER BY position
            """
        ) { row throws(PostgresError) in
            ChangeDevice(
                changeID: try row.decode("change_id"), deviceID: try row.decode("device_id"),
                deviceName: try row.decode("device_name"), platform: try row.decode("platform"),
                position: try row.decode("position"), planning: try row.decode("planning"),
                problem: try row.decode("problem"))
        }
    }

    /// Notes how far the planning of a device is; `false` when the change does not name it.
    @discardableResult
    public func set(
        _ changeID: Change.ID, _ deviceID: Device.ID, planning: ChangeDevice.PlanningState, problem: String
    ) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- ChangeDeviceRepository.set
            UPDATE change_device
            SET planning = \(planning), problem = \(problem.storable)
            WHERE change_id = \(changeID) AND device_id = \(deviceID)
            """) > 0
    }

    /// Sets every device of a change back to waiting, for a new plan.
    public func resetPlanning(_ changeID: Change.ID) async throws(Problem) {
        try await db.run(
            """
            -- ChangeDeviceRepository.resetPlanning
            UPDATE change_device
            SET planning = 'waiting', problem = ''
            WHERE change_id = \(changeID)
            """)
    }
}
