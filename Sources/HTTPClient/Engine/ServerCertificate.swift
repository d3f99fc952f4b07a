import Fingerprints
import Foundation

/// What a server showed of itself in the handshake, by its fingerprints.
struct ServerCertificate {
    let pins: [CertificatePin]

    /// Reads one certificate in PEM; nil when it is none.
    init?(pem: String) {
        let lines = pem.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let start = lines.firstIndex(of: "-----BEGIN CERTIFICATE-----"),
            let end = lines.firstIndex(of: "-----END CERTIFICATE-----"), start < end,
            let data = Data(base64Encoded: lines[(start + 1)..<end].joined())
        else { return nil }
        self.init(der: [UInt8](data))
    }

    init?(der: [UInt8]) {
        guard let key = Self.publicKey(in: der) else { return nil }
        self.pins = [.certificate(SHA256.digest(der)), .publicKey(SHA256.digest(Array(key)))]
    }

    /// The SubjectPublicKeyInfo: behind version, serial number, algorithm, issuer, validity and subject (RFC 5280 section 4.1).
    private static func publicKey(in der: [UInt8]) -> ArraySlice<UInt8>? {
        guard let certificate = self.element(der[...]), certificate.tag == 0x30,
            let body = self.element(certificate.content), body.tag == 0x30
        else { return nil }
        var rest = body.content
        var index = 0
        while let element = self.element(rest) {
            // The version is there only when it is not 1.
            if index == 0, element.tag == 0xA0 {
                rest = element.rest
                continue
            }
            if index == 5 { return element.tag == 0x30 ? rest[rest.startIndex..<element.rest.startIndex] : nil }
            rest = element.rest
            index += 1
        }
        return nil
    }

    private struct Element {
        let tag: UInt8
        let content: ArraySlice<UInt8>
        let rest: ArraySlice<UInt8>
    }

    /// The first element of DER; lengths of at most four bytes.
    private static func element(_ bytes: ArraySlice<UInt8>) -> Element? {
        guard bytes.count >= 2 else { return nil }
        let tag = bytes[bytes.startIndex]
        var length = Int(bytes[bytes.startIndex + 1])
        var header = 2
        if length >= 0x80 {
            let count = length - 0x80
            guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
            length = bytes.dropFirst(2).prefix(count).reduce(0) { $0 << 8 | Int($1) }
            header += count
        }
        guard bytes.count >= header + length else { return nil }
        let content = bytes.dropFirst(header)
        return Element(tag: tag, content: content.prefix(length), rest: content.dropFirst(length))
    }
}
