/// What a person says about a device when adding or editing it; every part is already checked.
public struct DeviceDraft: Sendable, Hashable {
    public var name: DeviceName
    public var host: HostAddress
    public var port: Port
    /// How its command line is reached.
    public var accessProtocol: AccessProtocol
    /// The device through which it is reached; none for directly.
    public var jumpHostID: Device.ID?
    /// The place whose limits it shares.
    public var site: SiteName?
    /// By which protocol it is asked what it is.
    public var factProtocol: FactProtocol
    /// The port of that protocol; none for its usual one, and for the command line.
    public var factPort: Port?
    public var platform: PlatformName
    public var credentialSetID: CredentialSet.ID?
    public var tags: [Tag]
    /// Whether weak SSH algorithms may be used; for equipment that knows nothing better.
    public var allowsLegacyAlgorithms: Bool
    public var notes: String

    /// A draft; the tags are sorted and made unique here.
    public init(
        name: DeviceName, host: HostAddress, port: Port, accessProtocol: AccessProtocol = .ssh,
        jumpHostID: Device.ID? = nil, site: SiteName? = nil, factProtocol: FactProtocol = .cli, factPort: Port? = nil,
        platform: PlatformName,
        credentialSetID: CredentialSet.ID?, tags: [Tag], allowsLegacyAlgorithms: Bool = false, notes: String
    ) {
        self.name = name
        self.host = host
        self.port = port
        self.accessProtocol = accessProtocol
        self.jumpHostID = jumpHostID
        self.site = site
        self.factProtocol = factProtocol
        self.factPort = factProtocol == .cli ? nil : factPort
        self.platform = platform
        self.credentialSetID = credentialSetID
        self.tags = Set(tags).sorted { $0.text < $1.text }
        self.allowsLegacyAlgorithms = allowsLegacyAlgorithms
        self.notes = notes
    }
}
