public import Domain
import Persistence

extension DeviceService {
    /// What is known of the device's host key; `nil` before the first session.
    public func hostKey(_ id: Device.ID, by actor: Actor) async throws -> HostKeyRecord? {
        try actor.require(.view)
        return try await HostKeyRepository(database).find(id)
    }

    /// Replaces the pinned key by the one that was offered; `fingerprint` is what the person compared.
    public func acceptHostKey(
        _ id: Device.ID, fingerprint: String, reason: String, by actor: Actor
    ) async throws -> HostKeyRecord {
        try actor.require(.editCredentials)
        guard !reason.isEmpty, reason.utf8.count <= 1000 else {
            throw Problem.invalid([FieldProblem("reason", "Say how you made sure that the new key is the device's.")])
        }
        let device = try await find(id, by: actor)
        return try await database.transaction { db in
            guard
                let record = try await HostKeyRepository(db).acceptOffer(
                    id, fingerprint: fingerprint, by: actor.user.id)
            else {
                throw Problem(
                    .conflict, code: "host_key_offer_changed",
                    "The key offered by \(device.name) is not \(fingerprint) any more. Look at the page again.")
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "device.accept_host_key", "device", id,
                    "Accepted the new host key \(fingerprint) of \(device.name): \(reason)"))
            return record
        }
    }
}
