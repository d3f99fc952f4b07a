public import Domain
import Persistence

extension DeviceService {
    /// Devices that one request may name.
    public static let mostAtOnce = 5000

    /// Asks a worker for a backup.
    public func requestBackup(
        _ id: Device.ID, cause: Backup.Cause = .manual, by actor: Actor
    ) async throws -> Job.ID {
        guard let job = try await requestBackups(of: [id], cause: cause, by: actor).jobs.first else {
            let device = try await find(id, by: actor)
            throw Problem(
                .conflict, code: "device_without_credentials",
                "\(device.name) has no credential set, so nobody can sign in to it. Edit the device and choose one.")
        }
        return job
    }

    /// Asks for a backup of each device; the answer also names those that nobody can sign in to.
    ///
    /// A device whose backup is waiting or running gets no second one: that job is in the answer. All or none are asked for.
    public func requestBackups(
        of ids: [Device.ID], cause: Backup.Cause = .manual, by actor: Actor
    ) async throws -> (jobs: [Job.ID], leftOut: [DeviceName]) {
        try actor.require(.readDevices)
        guard !ids.isEmpty else {
            throw Problem.invalid([FieldProblem("devices", "Choose at least one device.")])
        }
        guard ids.count <= Self.mostAtOnce else {
            throw Problem.invalid([FieldProblem("devices", "Choose at most \(Self.mostAtOnce) devices at once.")])
        }
        let devices = try await DeviceRepository(database).find(ids: ids)
        guard devices.count == Set(ids).count else { throw Problem.notFound("device") }
        let able = devices.filter { $0.credentialSetID != nil }
        let jobs = able.map { device in
            NewJob(
                .backUpDevice, arguments: .object(["cause": .string(cause.rawValue)]), deviceID: device.id,
                requestedBy: actor.user.id, uniqueKey: "\(JobKind.backUpDevice.rawValue):\(device.id)",
                keys: [.device(device.id)])
        }
        let placed = try await database.transaction { db in
            let placed = try await JobRepository(db).enqueue(jobs)
            if let only = able.first, able.count == 1 {
                try await AuditRepository(db).append(
                    actor.entry("device.back_up_device", "device", only.id, "Asked for a backup of \(only.name)"))
            } else if !able.isEmpty {
                let names = able.prefix(10).map(\.name.text).joined(separator: ", ")
                try await AuditRepository(db).append(
                    actor.entry(
                        "device.back_up_device", "devices", "\(able.count)",
                        "Asked for backups of \(able.count) devices: \(names)\(able.count > 10 ? " and others" : "")"))
            }
            return placed
        }
        return (placed, devices.filter { $0.credentialSetID == nil }.map(\.name))
    }
}
