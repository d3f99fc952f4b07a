/// What a person says about a device when adding or editing it; every part is already checked.
public struct DeviceDraft: Sendable, Hashable {
    public var name: DeviceName
    public var host: HostAddress
    public var port: Port
    public var platform: PlatformName
    public var credentialSetID: CredentialSet.ID?
    public var tags: [Tag]
    /// Whether weak SSH algorithms may be used; for equipment that knows nothing better.
    public var allowsLegacyAlgorithms: Bool
    public var notes: String

    /// A draft; the tags are sorted and made unique here.
    public init(
        name: DeviceName, host: HostAddress, port: Port, platform: PlatformName, credentialSetID: CredentialSet.ID?,
        tags: [Tag], allowsLegacyAlgorithms: Bool = false, notes: String
    ) {
        self.name = name
        self.host = host
        self.port = port
        self.platform = platform
        self.credentialSetID = credentialSetID
        self.tags = Set(tags).sorted { $0.text < $1.text }
        self.allowsLegacyAlgorithms = allowsLegacyAlgorithms
        self.notes = notes
    }
}
