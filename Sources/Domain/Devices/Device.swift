public import Foundation

/// A router, switch or other box whose configuration NetStacks reads and changes.
public struct Device: Sendable, Hashable, Identifiable {
    /// The id of a device.
    public typealias ID = Identifier<Device>

    public let id: ID
    /// The name by which people know it; unique, compared without case.
    public var name: DeviceName
    /// Where it is reached: a host name or an IP address.
    public var host: HostAddress
    /// The port of its protocol.
    public var port: Port
    /// How its command line is reached.
    public var accessProtocol: AccessProtocol
    /// The device through which it is reached; none when it is reached directly.
    public var jumpHostID: ID?
    /// The place whose limits it shares with others; none for no such limits.
    public var site: SiteName?
    /// By which protocol it is asked what it is.
    public var factProtocol: FactProtocol
    /// The port of that protocol; none for its usual one.
    public var factPort: Port?
    /// The name of a file in `Platforms/`, for example `cisco_ios`.
    public var platform: PlatformName
    /// The credential set that signs in to it; none until someone chooses.
    public var credentialSetID: CredentialSet.ID?
    /// Free labels; policies and filters select by them. Sorted, no duplicates.
    public var tags: [Tag]
    /// Whether weak SSH algorithms may be used with it, for want of better ones.
    public var allowsLegacyAlgorithms: Bool
    /// What a person wants to remember about it.
    public var notes: String
    /// When it was added.
    public let createdAt: Date
    /// When its record last changed.
    public let updatedAt: Date
    /// When a session to it last succeeded; none before the first.
    public let lastSeenAt: Date?
    /// Why the last session failed, as a sentence; empty when it succeeded or none was tried.
    public let lastFailure: String

    /// A device as stored.
    public init(
        id: ID, name: DeviceName, host: HostAddress, port: Port, accessProtocol: AccessProtocol, jumpHostID: ID?,
        site: SiteName?, factProtocol: FactProtocol = .cli, factPort: Port? = nil, platform: PlatformName,
        credentialSetID: CredentialSet.ID?, tags: [Tag],
        allowsLegacyAlgorithms: Bool, notes: String, createdAt: Date,
        updatedAt: Date, lastSeenAt: Date?, lastFailure: String
    ) {
        self.id = id
        self.name = name
        self.host = host
        self.port = port
        self.accessProtocol = accessProtocol
        self.jumpHostID = jumpHostID
        self.site = site
        self.factProtocol = factProtocol
        self.factPort = factPort
        self.platform = platform
        self.credentialSetID = credentialSetID
        self.tags = tags
        self.allowsLegacyAlgorithms = allowsLegacyAlgorithms
        self.notes = notes
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.lastSeenAt = lastSeenAt
        self.lastFailure = lastFailure
    }
}
