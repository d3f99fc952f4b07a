/// A user as one agent knows it: its keys belong to this agent's engine, and its messages to nobody else's.
struct LocalUser: Sendable {
    let engine: [UInt8]
    private let proof: (algorithm: SNMPAuthentication, key: [UInt8])?
    private let cover: (privacy: SNMPPrivacy, key: [UInt8])?
    private var salt = UInt64.random(in: .min ... .max)

    init(_ user: SNMPUser, engine: [UInt8]) throws(SNMPKeys.Failed) {
        self.engine = engine
        guard let proof = user.proof else {
            (self.proof, self.cover) = (nil, nil)
            return
        }
        self.proof = (proof.algorithm, try SNMPKeys.local(proof.algorithm, master: proof.master, engine: engine))
        guard let cover = user.cover else {
            self.cover = nil
            return
        }
        self.cover = (
            cover.privacy,
            try SNMPKeys.local(cover.privacy, proof.algorithm, master: cover.master, engine: engine)
        )
    }

    /// Encrypts the data, when there is a cipher, and signs the message, when there is a digest; gives its bytes.
    mutating func seal(_ message: UserMessage, _ data: [UInt8]) throws(SNMPKeys.Failed) -> [UInt8] {
        var message = message
        message.data = data
        if let (privacy, key) = self.cover {
            // Never the same twice under one key.
            self.salt &+= 1
            message.isEncrypted = true
            var clear = data
            if privacy == .des {
                message.salt =
                    Self.bytes(UInt32(bitPattern: message.boots)) + Self.bytes(UInt32(truncatingIfNeeded: self.salt))
                clear += [UInt8](repeating: 0, count: (8 - clear.count % 8) % 8)
            } else {
                message.salt = Self.bytes(self.salt)
            }
            let start = Self.start(privacy, key, message)
            message.data = BER.element(
                BER.octets, try SNMPKeys.encrypt(privacy, key: Self.cipherKey(privacy, key), start: start, clear))
        }
        guard let (algorithm, key) = self.proof else { return message.written().bytes }
        message.hasProof = true
        message.digest = [UInt8](repeating: 0, count: SNMPKeys.digestSize(algorithm))
        var (bytes, place) = message.written()
        let digest = try SNMPKeys.digest(algorithm, key: key, bytes)
        bytes.replaceSubrange(place..<(place + digest.count), with: digest)
        return bytes
    }

    /// Whether the digest is this agent's for these bytes.
    func verifies(_ message: UserMessage, _ datagram: [UInt8]) -> Bool {
        guard let (algorithm, key) = self.proof else { return false }
        let size = SNMPKeys.digestSize(algorithm)
        guard message.engine == self.engine, message.digest.count == size else { return false }
        var bytes = datagram
        bytes.replaceSubrange(
            message.digestPlace..<(message.digestPlace + size), with: repeatElement(0, count: size))
        guard let digest = try? SNMPKeys.digest(algorithm, key: key, bytes) else {
            // A digest that cannot be made does not match.
            return false
        }
        // All of it is compared, so that the time tells nothing.
        return zip(digest, message.digest).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The clear bytes of a scoped answer, without their own head; nil when they are none.
    func open(_ message: UserMessage) -> [UInt8]? {
        guard message.isEncrypted else { return message.data }
        guard let (privacy, key) = self.cover, message.salt.count == 8, !message.data.isEmpty,
            privacy != .des || message.data.count % 8 == 0,
            let clear = try? SNMPKeys.decrypt(
                privacy, key: Self.cipherKey(privacy, key), start: Self.start(privacy, key, message), message.data)
        else { return nil }
        var reader = BERReader(clear[...])
        // What was not ours to read is no sequence.
        return (try? reader.contents(BER.sequence)).map { Array($0) }
    }

    private static func cipherKey(_ privacy: SNMPPrivacy, _ key: [UInt8]) -> [UInt8] {
        privacy == .des ? Array(key.prefix(8)) : key
    }

    /// Where the cipher starts (RFC 3414 section 8.1.1.1, RFC 3826 section 3.1.2.1).
    private static func start(_ privacy: SNMPPrivacy, _ key: [UInt8], _ message: UserMessage) -> [UInt8] {
        if privacy == .des { return zip(key.dropFirst(8).prefix(8), message.salt).map { $0 ^ $1 } }
        return self.bytes(UInt32(bitPattern: message.boots)) + self.bytes(UInt32(bitPattern: message.time))
            + message.salt
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
