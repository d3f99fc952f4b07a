import Domain
import Persistence

extension SessionCaller {
    /// Who asked for a job; nobody when it is gone.
    static func asking(for id: Job.ID, _ database: Database) async throws -> SessionCaller {
        SessionCaller(try await JobRepository(database).find(id)?.requestedBy?.id)
    }

    /// Who asked for the job of this kind that is running on a device or a change; there is at most one.
    static func asking(
        for kind: JobKind, device: Device.ID? = nil, change: Change.ID? = nil, _ database: Database
    ) async throws -> SessionCaller {
        let filter = JobFilter(
            states: [.running], kinds: [kind], deviceID: device, changeID: change, page: Page(number: 1, size: 1))
        return SessionCaller(try await JobRepository(database).list(filter).elements.first?.requestedBy?.id)
    }
}
