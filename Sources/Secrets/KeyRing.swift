/// The keys that seal secrets: the newest seals, every one opens.
///
/// Envelope encryption: each value has a random data key, which the ring key wraps; both ciphers authenticate the context.
public struct KeyRing: Sendable {
    let keys: [RingKey]
    private let newest: RingKey

    init(keys: [RingKey], newest: RingKey) {
        self.keys = keys
        self.newest = newest
    }

    /// A ring with one new key that is stored nowhere, for tests.
    public static func ephemeral() throws(SecretsError) -> KeyRing {
        let key = try RingKey.generate()
        return KeyRing(keys: [key], newest: key)
    }

    /// Names of the keys, oldest first.
    public var keyIDs: [KeyID] { keys.map(\.id) }

    /// Seals a value to its place, for example `credential_set/<id>/password`; elsewhere it does not open.
    public func seal(_ plaintext: Secret, context: String) throws(SecretsError) -> SealedSecret {
        let dataKey = Secret(bytes: try RandomBytes.generate(AESGCM.keyLength))
        return SealedSecret(
            keyID: newest.id,
            wrappedKey: try AESGCM.seal(
                dataKey, key: newest.secret, associated: Self.associated("key", newest.id, context)),
            ciphertext: try AESGCM.seal(
                plaintext, key: dataKey, associated: Self.associated("value", newest.id, context)))
    }

    /// Opens a sealed value; throws `.unknownKey` naming the keys, or `.doesNotOpen` when bytes or context differ.
    public func open(_ sealed: SealedSecret, context: String) throws(SecretsError) -> Secret {
        guard let key = keys.last(where: { $0.id == sealed.keyID }) else {
            throw SecretsError(
                .unknownKey,
                """
                The secret of \(context) was sealed with key \(sealed.keyID); the key file holds \
                \(keyIDs.map(\.description).joined(separator: ", ")). Restore the key file it was sealed with.
                """)
        }
        let keyPlace = Self.associated("key", key.id, context)
        let valuePlace = Self.associated("value", key.id, context)
        guard let dataKey = try AESGCM.open(sealed.wrappedKey, key: key.secret, associated: keyPlace),
            let plaintext = try AESGCM.open(sealed.ciphertext, key: dataKey, associated: valuePlace)
        else {
            throw SecretsError(
                .doesNotOpen,
                """
                The secret of \(context) does not open with key \(key.id): it was altered, or moved here from another \
                place. Enter it again.
                """)
        }
        return plaintext
    }

    /// True when an older key sealed it: open it and seal it again, then the older key can go.
    public func needsReseal(_ sealed: SealedSecret) -> Bool {
        sealed.keyID != newest.id
    }

    /// A sealed value known to everyone, to be stored and held against the key file at the next start.
    public func checkValue() throws(SecretsError) -> SealedSecret {
        try seal(Secret(Self.checkText), context: Self.checkContext)
    }

    /// False when this ring cannot open the stored check value: the key file is not the one secrets were sealed with.
    public func verifies(_ checkValue: SealedSecret) -> Bool {
        do {
            return try open(checkValue, context: Self.checkContext) == Secret(Self.checkText)
        } catch {
            return false
        }
    }

    private static let checkText = "the key fits"
    private static let checkContext = "key_check"

    private static func associated(_ part: String, _ id: KeyID, _ context: String) -> [UInt8] {
        Array("netstacks sealed secret ".utf8) + [SealedSecret.version] + id.bytes + Array("\(part)\0\(context)".utf8)
    }
}
