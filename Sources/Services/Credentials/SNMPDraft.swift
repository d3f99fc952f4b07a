import Domain
import SNMP
import Secrets

/// What a draft of a credential set means for SNMP: secrets that its version has no use for are removed.
struct SNMPDraft {
    let access: SNMPAccess?
    let secret: CredentialDraft.SecretUpdate
    let privacySecret: CredentialDraft.SecretUpdate
    /// What is wrong, by field.
    let problems: [FieldProblem]

    init(_ draft: CredentialDraft, existing: CredentialSet?) {
        let old = existing?.snmp
        let access: SNMPAccess? =
            switch draft.snmp {
            case .keep: old
            case .set(let access): access
            case .clear: nil
            }
        self.access = access
        let (needsSecret, needsPrivacy) = access?.needs ?? (false, false)
        secret = needsSecret ? draft.snmpSecret : .clear
        privacySecret = needsPrivacy ? draft.snmpPrivacySecret : .clear
        var problems: [FieldProblem] = []
        // A secret of another version is not the one that is meant.
        let hadSecret = old?.needs.secret == true && old?.version == access?.version
        let hadPrivacy = old?.needs.privacy == true
        switch access {
        case nil: break
        case .community:
            if !secret.isThere(before: hadSecret) {
                problems.append(FieldProblem("snmp_secret", "Give the community."))
            }
        case .user(let name, let digest, let cipher):
            if !(1...32).contains(name.utf8.count) {
                problems.append(FieldProblem("snmp_username", "An SNMP user's name has 1 to 32 bytes."))
            }
            if let digest, SNMPAuthentication(rawValue: digest) == nil {
                problems.append(FieldProblem("snmp_authentication", Self.unknown(digest, SNMPAuthentication.self)))
            }
            if let cipher, SNMPPrivacy(rawValue: cipher) == nil {
                problems.append(FieldProblem("snmp_privacy", Self.unknown(cipher, SNMPPrivacy.self)))
            }
            if cipher != nil, digest == nil {
                problems.append(
                    FieldProblem("snmp_privacy", "SNMP encrypts only for who has an authentication; choose one."))
            }
            if needsSecret, !secret.isThere(before: hadSecret, atLeast: 8) {
                problems.append(FieldProblem("snmp_secret", "Give the authentication password, at least 8 characters."))
            }
            if needsPrivacy, !privacySecret.isThere(before: hadPrivacy, atLeast: 8) {
                problems.append(
                    FieldProblem("snmp_privacy_secret", "Give the privacy password, at least 8 characters."))
            }
        }
        self.problems = problems
    }

    private static func unknown<Name: CaseIterable & RawRepresentable<String>>(_ word: String, _: Name.Type) -> String {
        "There is no \(word.prefix(40)). There are \(Name.allCases.map(\.rawValue).joined(separator: ", "))."
    }
}

extension SNMPAccess {
    /// Which secrets go with it.
    fileprivate var needs: (secret: Bool, privacy: Bool) {
        switch self {
        case .community: (true, false)
        case .user(_, let digest, let cipher): (digest != nil, cipher != nil)
        }
    }
}

extension CredentialDraft.SecretUpdate {
    /// Whether a secret is stored afterwards.
    fileprivate func isThere(before: Bool, atLeast length: Int = 1) -> Bool {
        switch self {
        case .keep: before
        case .set(let secret): secret.reveal().utf8.count >= length
        case .clear: false
        }
    }
}
