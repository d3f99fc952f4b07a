public import Domain
import Persistence

/// What a job works on, by the name people know.
public enum JobSubject: Sendable, Hashable {
    case device(Device.ID, DeviceName)
    case change(Change.ID, number: Int, title: String)
}

extension JobService {
    /// What each of some jobs works on: its change, or else its device.
    public func subjects(of jobs: [Job], by actor: Actor) async throws -> [Job.ID: JobSubject] {
        try actor.require(.view)
        let ids = Set(jobs.filter { $0.changeID == nil }.compactMap(\.deviceID))
        let devices = ids.isEmpty ? [] : try await DeviceRepository(database).find(ids: Array(ids))
        var changes: [Change.ID: Change] = [:]
        for id in Set(jobs.compactMap(\.changeID)) {
            changes[id] = try await ChangeRepository(database).find(id)
        }
        var subjects: [Job.ID: JobSubject] = [:]
        for job in jobs {
            if let change = job.changeID.flatMap({ changes[$0] }) {
                subjects[job.id] = .change(change.id, number: change.number, title: change.title)
            } else if let device = devices.first(where: { $0.id == job.deviceID }) {
                subjects[job.id] = .device(device.id, device.name)
            }
        }
        return subjects
    }
}
