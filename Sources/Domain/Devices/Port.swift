/// A TCP port, 1 to 65535.
public struct Port: Hashable, Sendable, Codable, CustomStringConvertible {
    public let number: Int

    /// The port of SSH (RFC 4253, 4).
    public static let ssh = Port(checked: 22)

    /// The port of Telnet (RFC 854).
    public static let telnet = Port(checked: 23)

    /// The port of NETCONF over SSH (RFC 6242, 3).
    public static let netconf = Port(checked: 830)

    /// The port of HTTPS (RFC 9110, 4.2.2).
    public static let https = Port(checked: 443)

    /// The port of SNMP agents (RFC 3417, 3).
    public static let snmp = Port(checked: 161)

    /// What a port must be, for a form.
    public static let rule = "must be a number from 1 to 65535"

    /// `nil` outside 1 to 65535.
    public init?(_ number: Int) {
        guard (1...65535).contains(number) else { return nil }
        self.number = number
    }

    private init(checked number: Int) {
        self.number = number
    }

    /// Decodes and checks.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let port = Port(try container.decode(Int.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Port.rule)
        }
        self = port
    }

    /// Encodes the number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    /// The number in decimal.
    public var description: String { String(number) }
}
