import Domain
import Persistence
import Secrets

/// Seals and opens the parts of a credential set, each bound to its row and its column.
struct CredentialSealer: Sendable {
    let keyRing: KeyRing

    enum Part: String {
        case password, privateKey = "private_key", passphrase, enableSecret = "enable_secret"
        case snmpSecret = "snmp_secret", snmpPrivacySecret = "snmp_privacy_secret"
    }

    func seal(_ secret: Secret, _ part: Part, of id: CredentialSet.ID) throws -> [UInt8] {
        try keyRing.seal(secret, context: context(part, id)).bytes
    }

    func update(_ update: CredentialDraft.SecretUpdate, _ part: Part, of id: CredentialSet.ID) throws -> SealedUpdate {
        switch update {
        case .keep: .keep
        case .set(let secret): .set(try seal(secret, part, of: id))
        case .clear: .clear
        }
    }

    func open(_ bytes: [UInt8]?, _ part: Part, of id: CredentialSet.ID) throws -> Secret? {
        guard let bytes else { return nil }
        return try keyRing.open(SealedSecret(bytes: bytes), context: context(part, id))
    }

    private func context(_ part: Part, _ id: CredentialSet.ID) -> String {
        "credential_set/\(id)/\(part.rawValue)"
    }
}
