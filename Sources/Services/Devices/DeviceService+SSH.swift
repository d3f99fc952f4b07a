public import Domain
import Persistence

extension DeviceService {
    /// How the device speaks SSH; `nil` before the first session.
    public func ssh(_ id: Device.ID, by actor: Actor) async throws -> SSHReport? {
        try actor.require(.view)
        return try await DeviceSSHRepository(database).find(id).map { SSHReport($0) }
    }
}
