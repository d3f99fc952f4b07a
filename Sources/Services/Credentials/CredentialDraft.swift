public import Domain
public import Secrets

/// What a person says about a credential set; secrets only ever travel in this direction.
public struct CredentialDraft: Sendable {
    public var name: String
    public var username: String
    public var password: SecretUpdate
    public var privateKey: SecretUpdate
    public var passphrase: SecretUpdate
    public var enableSecret: SecretUpdate
    public var snmp: SNMPUpdate
    /// The community, or the authentication password.
    public var snmpSecret: SecretUpdate
    public var snmpPrivacySecret: SecretUpdate

    /// What to do with the way in which SNMP agents are asked.
    public enum SNMPUpdate: Sendable {
        /// Leave it as it is.
        case keep
        /// Replace it.
        case set(SNMPAccess)
        /// Ask none, and remove its secrets.
        case clear
    }

    /// What to do with one stored secret.
    public enum SecretUpdate: Sendable {
        /// Leave it as it is.
        case keep
        /// Replace it.
        case set(Secret)
        /// Remove it.
        case clear
    }

    /// A draft; a new set treats `keep` as none.
    public init(
        name: String, username: String, password: SecretUpdate = .keep, privateKey: SecretUpdate = .keep,
        passphrase: SecretUpdate = .keep, enableSecret: SecretUpdate = .keep, snmp: SNMPUpdate = .keep,
        snmpSecret: SecretUpdate = .keep, snmpPrivacySecret: SecretUpdate = .keep
    ) {
        self.name = name
        self.username = username
        self.password = password
        self.privateKey = privateKey
        self.passphrase = passphrase
        self.enableSecret = enableSecret
        self.snmp = snmp
        self.snmpSecret = snmpSecret
        self.snmpPrivacySecret = snmpPrivacySecret
    }

    /// Whether another secret than before signs in, so that refusals of the old one say nothing any more.
    var changesSecret: Bool {
        [password, privateKey, passphrase].contains { if case .keep = $0 { false } else { true } }
    }
}
