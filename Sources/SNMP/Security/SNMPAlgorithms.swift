import CSNMP

/// How an SNMPv3 user proves who it is (RFC 3414, RFC 7860).
public enum SNMPAuthentication: String, Sendable, Hashable, CaseIterable {
    /// HMAC-MD5-96; old.
    case md5
    /// HMAC-SHA-96; old.
    case sha1
    /// HMAC-128-SHA-224.
    case sha224
    /// HMAC-192-SHA-256.
    case sha256
    /// HMAC-256-SHA-384.
    case sha384
    /// HMAC-384-SHA-512.
    case sha512

    var number: Int32 {
        switch self {
        case .md5: csnmp_md5
        case .sha1: csnmp_sha1
        case .sha224: csnmp_sha224
        case .sha256: csnmp_sha256
        case .sha384: csnmp_sha384
        case .sha512: csnmp_sha512
        }
    }
}

/// How an SNMPv3 user's messages are encrypted (RFC 3414, RFC 3826, and two drafts for long keys).
public enum SNMPPrivacy: String, Sendable, Hashable, CaseIterable {
    /// CBC-DES; old.
    case des
    /// CFB128-AES-128.
    case aes128
    /// AES-192, the key made longer as draft-blumenthal-aes-usm-04 says.
    case aes192
    /// AES-256, the key made longer as draft-blumenthal-aes-usm-04 says.
    case aes256
    /// AES-192, the key made longer as draft-reeder-snmpv3-usm-3desede-00 says; Cisco's way.
    case aes192Cisco = "aes192c"
    /// AES-256, the key made longer as draft-reeder-snmpv3-usm-3desede-00 says; Cisco's way.
    case aes256Cisco = "aes256c"

    var number: Int32 {
        switch self {
        case .des: csnmp_des
        case .aes128: csnmp_aes128
        case .aes192: csnmp_aes192
        case .aes256: csnmp_aes256
        case .aes192Cisco: csnmp_aes192_cisco
        case .aes256Cisco: csnmp_aes256_cisco
        }
    }
}
