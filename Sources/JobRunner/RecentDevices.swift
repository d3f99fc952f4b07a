import Domain

/// The devices this worker had to do with lately: its sessions to them may still be open, so it is given their jobs a minute
/// before their turn.
struct RecentDevices {
    typealias Instant = ContinuousClock.Instant

    /// How long a device stays on the list.
    static let span = Duration.seconds(60)
    /// How many devices are kept.
    static let limit = 200

    private var seen: [Device.ID: Instant] = [:]

    mutating func note(_ devices: [Device.ID], at now: Instant) {
        for device in devices { seen[device] = now }
        guard seen.count > Self.limit else { return }
        let newest = seen.sorted { $0.value > $1.value }.prefix(Self.limit)
        seen = Dictionary(newest.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func list(at now: Instant) -> [Device.ID] {
        seen = seen.filter { now - $0.value < Self.span }
        return Array(seen.keys)
    }
}
