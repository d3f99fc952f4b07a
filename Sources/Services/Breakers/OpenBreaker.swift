public import Domain

/// A breaker that is not closed, with the devices that are not being tried because of it.
public struct OpenBreaker: Sendable {
    public let breaker: Breaker
    public let devices: [Device]

    /// A device behind a breaker.
    public struct Device: Sendable, Hashable {
        public let id: Domain.Device.ID
        public let name: DeviceName
    }
}
