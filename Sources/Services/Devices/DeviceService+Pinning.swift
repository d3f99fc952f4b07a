public import Domain
import Persistence

extension DeviceService {
    /// Who accepted the pinned key, as pages say it: a name, or «first use»; empty when no key is known.
    public func pinnedBy(_ record: HostKeyRecord?, by actor: Actor) async throws -> String {
        try actor.require(.view)
        guard let record else { return "" }
        guard let id = record.pinnedBy else { return "first use" }
        return try await UserRepository(database).find(id)?.reference.name ?? "somebody"
    }
}
