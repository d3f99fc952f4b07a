public import Secrets

/// What a person says about a credential set; secrets only ever travel in this direction.
public struct CredentialDraft: Sendable {
    public var name: String
    public var username: String
    public var password: SecretUpdate
    public var privateKey: SecretUpdate
    public var passphrase: SecretUpdate
    public var enableSecret: SecretUpdate

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
        passphrase: SecretUpdate = .keep, enableSecret: SecretUpdate = .keep
    ) {
        self.name = name
        self.username = username
        self.password = password
        self.privateKey = privateKey
        self.passphrase = passphrase
        self.enableSecret = enableSecret
    }

    /// Whether another secret than before signs in, so that refusals of the old one say nothing any more.
    var changesSecret: Bool {
        [password, privateKey, passphrase].contains { if case .keep = $0 { false } else { true } }
    }
}
