/// Where a device's command line is reached.
public struct DeviceAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name, an IPv4 or an IPv6 address.
    public let host: String
    /// The TCP port.
    public let port: UInt16

    /// An address; 22 is SSH's port.
    public init(host: String, port: UInt16 = 22) {
        self.host = host
        self.port = port
    }

    /// `host:port`, an IPv6 address in brackets.
    public var description: String {
        self.host.contains(":") ? "[\(self.host)]:\(self.port)" : "\(self.host):\(self.port)"
    }
}
