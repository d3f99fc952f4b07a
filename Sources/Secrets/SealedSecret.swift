/// A sealed value as the database keeps it: version, key id, wrapped data key, AES-256-GCM ciphertext.
public struct SealedSecret: Sendable, Equatable {
    static let version: UInt8 = 1
    static let headerLength = 1 + KeyID.length
    static let wrappedKeyLength = AESGCM.keyLength + AESGCM.overhead

    /// Everything, as it is stored.
    public let bytes: [UInt8]
    /// The ring key it was sealed with.
    public let keyID: KeyID

    /// Takes stored bytes; throws `.malformedSealedSecret` when header or length is not that of a sealed value.
    public init(bytes: [UInt8]) throws(SecretsError) {
        guard bytes.count >= Self.headerLength + Self.wrappedKeyLength + AESGCM.overhead,
            let keyID = KeyID(bytes: Array(bytes[1..<Self.headerLength]))
        else {
            throw SecretsError(
                .malformedSealedSecret,
                "A sealed secret of \(bytes.count) bytes is too short to be one; store it again.")
        }
        guard bytes[0] == Self.version else {
            throw SecretsError(
                .malformedSealedSecret,
                "A sealed secret has format \(bytes[0]); this program knows format \(Self.version). Use a newer NetStacks."
            )
        }
        self.bytes = bytes
        self.keyID = keyID
    }

    init(keyID: KeyID, wrappedKey: [UInt8], ciphertext: [UInt8]) {
        self.keyID = keyID
        bytes = [Self.version] + keyID.bytes + wrappedKey + ciphertext
    }

    var wrappedKey: ArraySlice<UInt8> { bytes.dropFirst(Self.headerLength).prefix(Self.wrappedKeyLength) }
    var ciphertext: ArraySlice<UInt8> { bytes.dropFirst(Self.headerLength + Self.wrappedKeyLength) }
}
