public import Foundation

/// What a device told of itself; every text is the device's and not to be trusted.
public struct KnownFacts: Sendable, Hashable {
    /// One interface, in the device's own words.
    public struct Interface: Sendable, Hashable, Codable {
        public let name: String
        public let state: String?
        public let address: String?
        public let description: String?

        /// An interface as told.
        public init(name: String, state: String?, address: String?, description: String?) {
            self.name = name
            self.state = state
            self.address = address
            self.description = description
        }
    }

    /// By which protocol it told.
    public var factProtocol: FactProtocol
    public var readAt: Date
    public var hostname: String?
    public var vendor: String
    public var model: String?
    public var os: String
    public var version: String?
    public var serial: String?
    /// Seconds since it started, when it was asked.
    public var uptime: Int?
    /// In the device's order, at most 10,000.
    public var interfaces: [Interface]

    /// Facts as told at one time.
    public init(
        factProtocol: FactProtocol, readAt: Date, hostname: String?, vendor: String, model: String?, os: String,
        version: String?, serial: String?, uptime: Int?, interfaces: [Interface]
    ) {
        self.factProtocol = factProtocol
        self.readAt = readAt
        self.hostname = hostname
        self.vendor = vendor
        self.model = model
        self.os = os
        self.version = version
        self.serial = serial
        self.uptime = uptime
        self.interfaces = Array(interfaces.prefix(10_000))
    }

    /// When the device started, as far as it told.
    public var startedAt: Date? { uptime.map { readAt.addingTimeInterval(-Double($0)) } }
}
