public import Foundation

/// How to sign in to devices. The secrets themselves are sealed and never part of this value.
public struct CredentialSet: Sendable, Hashable, Identifiable {
    /// The id of a credential set.
    public typealias ID = Identifier<CredentialSet>

    public let id: ID
    /// Unique, compared without case.
    public var name: String
    public var username: String
    /// Which secrets are stored; none of them can be read back.
    public let hasPassword: Bool
    public let hasPrivateKey: Bool
    public let hasEnableSecret: Bool
    /// How SNMP agents are asked; none when they are not asked with this set.
    public let snmp: SNMPAccess?
    /// How many devices use it.
    public let deviceCount: Int
    public let createdAt: Date
    public let updatedAt: Date

    /// A credential set as stored.
    public init(
        id: ID, name: String, username: String, hasPassword: Bool, hasPrivateKey: Bool, hasEnableSecret: Bool,
        snmp: SNMPAccess? = nil, deviceCount: Int, createdAt: Date, updatedAt: Date
    ) {
        self.id = id
        self.name = name
        self.username = username
        self.hasPassword = hasPassword
        self.hasPrivateKey = hasPrivateKey
        self.hasEnableSecret = hasEnableSecret
        self.snmp = snmp
        self.deviceCount = deviceCount
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// The sealed parts of a credential set, as stored; only `Secrets` can open them.
public struct SealedCredential: Sendable {
    public let id: CredentialSet.ID
    public let username: String
    public let password: [UInt8]?
    public let privateKey: [UInt8]?
    public let passphrase: [UInt8]?
    public let enableSecret: [UInt8]?
    public let snmp: SNMPAccess?
    /// The community, or the authentication password.
    public let snmpSecret: [UInt8]?
    public let snmpPrivacySecret: [UInt8]?

    /// Sealed values as stored; `nil` where none is set.
    public init(
        id: CredentialSet.ID, username: String, password: [UInt8]?, privateKey: [UInt8]?, passphrase: [UInt8]?,
        enableSecret: [UInt8]?, snmp: SNMPAccess? = nil, snmpSecret: [UInt8]? = nil, snmpPrivacySecret: [UInt8]? = nil
    ) {
        self.id = id
        self.username = username
        self.password = password
        self.privateKey = privateKey
        self.passphrase = passphrase
        self.enableSecret = enableSecret
        self.snmp = snmp
        self.snmpSecret = snmpSecret
        self.snmpPrivacySecret = snmpPrivacySecret
    }
}
