public import Domain
import Persistence

extension CredentialService {
    /// The devices that use a credential set, by name, at most 500 of them.
    public func devices(using set: CredentialSet, by actor: Actor) async throws -> [Device] {
        try actor.require(.view)
        var found: [Device] = []
        var page = Page(number: 1, size: 500)
        while found.count < min(set.deviceCount, 500) {
            let devices = try await DeviceRepository(database).list(DeviceFilter(page: page))
            found += devices.elements.filter { $0.credentialSetID == set.id }
            guard page.number < devices.lastPageNumber else { break }
            page = Page(number: page.number + 1, size: 500)
        }
        return Array(found.prefix(500))
    }
}
