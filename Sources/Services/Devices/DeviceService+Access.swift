public import Domain
import Persistence

extension DeviceService {
    /// The devices through which this one is reached, the first hop first.
    public func jumpHosts(of device: Device, by actor: Actor) async throws -> [Device] {
        try actor.require(.view)
        guard device.jumpHostID != nil else { return [] }
        return try await DeviceRepository(database).jumpHosts(of: device.id, limit: DeviceWay.hopLimit)
    }

    /// Refuses a way that leads back to itself; throws `jump_host_ring`.
    func refuseRing(_ device: Device, _ db: any Queryable) async throws {
        guard device.jumpHostID != nil else { return }
        let limit = DeviceWay.hopLimit + 1
        let hops = try await DeviceRepository(db).jumpHosts(of: device.id, limit: limit)
        if hops.count == limit { throw Problem.jumpHostRing(device.name) }
    }

    /// Has the device tried again at once.
    func forgetFailures(of device: Device, _ db: any Queryable) async throws {
        let key = BreakerKey(device)
        guard try await BreakerRepository(db).clear(key)?.opening != nil else { return }
        try await BreakerNews(breakers: [key]).tell(on: db)
    }
}

extension Device {
    /// Whether a session with it goes the same way as with the other record of it.
    func isReached(like other: Device) -> Bool {
        (host, port, accessProtocol) == (other.host, other.port, other.accessProtocol) && jumpHostID == other.jumpHostID
    }

    /// What an edit did to the safety of the way there, for the end of an audit entry; empty when nothing.
    func accessEntry(after old: Device?) -> String {
        var entry = ""
        if allowsLegacyAlgorithms != (old?.allowsLegacyAlgorithms ?? false) {
            entry +=
                allowsLegacyAlgorithms
                ? "; legacy SSH algorithms are allowed now" : "; legacy SSH algorithms are allowed no longer"
        }
        if accessProtocol != (old?.accessProtocol ?? .ssh) { entry += "; reached over \(accessProtocol.title) now" }
        return entry
    }
}
