/// What a breaker stands in front of: a port of an address in a routing context.
public struct BreakerKey: Sendable, Hashable, CustomStringConvertible {
    public let context: RoutingContext
    public let address: HostAddress
    public let port: Port

    /// A key; devices have no routing context of their own yet.
    public init(context: RoutingContext = .standard, address: HostAddress, port: Port) {
        self.context = context
        self.address = address
        self.port = port
    }

    /// The key of a device.
    public init(_ device: Device) {
        self.init(address: device.host, port: device.port)
    }

    /// `address:port`, an IPv6 address in brackets; the context only when it is not the standard one.
    public var description: String {
        let host = address.text.contains(":") ? "[\(address)]" : address.text
        return context == .standard ? "\(host):\(port)" : "\(host):\(port) in \(context)"
    }
}
