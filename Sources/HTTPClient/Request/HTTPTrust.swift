/// By what a server's certificate is believed; there is no way to believe just any.
public struct HTTPTrust: Sendable, Hashable {
    enum Basis: Sendable, Hashable {
        case system
        case authorities(pem: [UInt8])
        case authorityFile(String)
        case pinned([CertificatePin])
    }

    let basis: Basis
    /// Also TLS 1.0 and 1.1 and small keys, for equipment that knows nothing better; pinning makes this bearable.
    public var allowsLegacyTLS = false

    /// The authorities of the system; the certificate must bear the host's name.
    public static let system = HTTPTrust(basis: .system)

    /// These authorities only, as PEM; the certificate must bear the host's name.
    public static func authorities(pem: String) -> HTTPTrust { HTTPTrust(basis: .authorities(pem: Array(pem.utf8))) }

    /// The authorities of a PEM file only; the certificate must bear the host's name.
    public static func authorityFile(_ path: String) -> HTTPTrust { HTTPTrust(basis: .authorityFile(path)) }

    /// Exactly the server with one of these pins, whatever its certificate says.
    ///
    /// With no pins at all every server is refused and the error carries what it offered: that is how a pin is learnt.
    public static func pinned(_ pins: [CertificatePin]) -> HTTPTrust { HTTPTrust(basis: .pinned(pins)) }
}
