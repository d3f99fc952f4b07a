public import Domain
import Persistence

extension DeviceService {
    /// How the device speaks SSH; `nil` before the first session.
    public func ssh(_ id: Device.ID, by actor: Actor) async throws -> SSHReport? {
        try actor.require(.view)
        return try await DeviceSSHRepository(database).find(id).map { SSHReport($0) }
    }
}

extension Device {
    /// What an edit did to the algorithms, for the end of an audit entry; empty when nothing.
    func algorithmsEntry(after allowedBefore: Bool) -> String {
        guard allowsLegacyAlgorithms != allowedBefore else { return "" }
        return allowsLegacyAlgorithms
            ? "; legacy SSH algorithms are allowed now" : "; legacy SSH algorithms are allowed no longer"
    }
}
