/// What a server shows to prove which one it is.
public enum GitServerProof: Sendable, Hashable {
    /// The SHA-256 of an SSH host key as OpenSSH prints it, `SHA256:…`.
    case hostKey(fingerprint: String)
    /// A certificate in DER, and whether the authorities of this machine vouch for it and its name.
    case certificate(der: [UInt8], isValid: Bool)

    /// What it is, as half a sentence.
    var sentence: String {
        switch self {
        case .hostKey(let fingerprint): "the host key \(fingerprint)"
        case .certificate: "a certificate that no authority of this machine vouches for"
        }
    }
}
