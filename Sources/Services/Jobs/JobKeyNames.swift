import Domain
import Persistence

/// What people call the keys of jobs.
enum JobKeyNames {
    /// The name of each key; one read for all devices, one for each set of credentials.
    static func load(_ keys: Set<JobKey>, from database: Database) async throws -> [JobKey: String] {
        var names: [JobKey: String] = [:]
        for key in keys { names[key] = key.name }
        let devices = keys.compactMap(\.deviceID)
        let found = devices.isEmpty ? [] : try await DeviceRepository(database).find(ids: devices)
        for device in found { names[.device(device.id)] = device.name.text }
        for key in keys where key.class == "credential" {
            guard let id = CredentialSet.ID(key.name) else { continue }
            if let set = try await CredentialSetRepository(database).find(id) { names[key] = set.name }
        }
        return names
    }
}
