public import Domain
import Persistence

extension DeviceService {
    /// What the device told of itself last; `nil` when it was never asked.
    public func facts(_ id: Device.ID, by actor: Actor) async throws -> KnownFacts? {
        try actor.require(.view)
        return try await FactRepository(database).find(id)
    }

    /// By what the device is believed when it is asked; `nil` when that needs no proof of its own, or none was seen yet.
    public func identity(of device: Device, by actor: Actor) async throws -> ServiceIdentity? {
        try actor.require(.view)
        guard let service = device.factProtocol.service else { return nil }
        return try await ServiceIdentityRepository(database).find(device.id, service)
    }

    /// Believes the device by what it showed instead of what is pinned; `shown` is what the person compared.
    public func acceptIdentity(
        _ id: Device.ID, _ service: ServiceIdentity.Service, shown: String, reason: String, by actor: Actor
    ) async throws -> ServiceIdentity {
        try actor.require(.editCredentials)
        guard !reason.isEmpty, reason.utf8.count <= 1000 else {
            throw Problem.invalid([FieldProblem("reason", "Say how you made sure that this is the device.")])
        }
        let device = try await find(id, by: actor)
        return try await database.transaction { db in
            guard
                let identity = try await ServiceIdentityRepository(db).acceptOffer(
                    id, service, shown, by: actor.user.id)
            else {
                throw Problem(
                    .conflict, code: "identity_offer_changed",
                    "\(device.name) does not show this any more. Look at the page again.")
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "device.accept_identity", "device", id,
                    "Accepted what \(device.name) shows for \(service.title) now, \(shown.suffix(44)): \(reason)"))
            return identity
        }
    }
}
