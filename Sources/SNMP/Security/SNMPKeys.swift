import CSNMP

/// Keys, digests and ciphers by libsnmp; nothing is remembered between two calls.
enum SNMPKeys {
    /// An algorithm did not take what it was given.
    struct Failed: Error {}

    /// A password's key that all agents have in common; takes some milliseconds on purpose.
    static func master(_ algorithm: SNMPAuthentication, password: String) throws(Failed) -> [UInt8] {
        let password = Array(password.utf8)
        // Asked here, because the library prints its refusal.
        guard password.count >= USM_LENGTH_P_MIN else { throw Failed() }
        return try self.collect(Int(CSNMP_KEY_SIZE)) { key in
            csnmp_master_key(algorithm.number, password, password.count, key)
        }
    }

    /// The key for one agent.
    static func local(_ algorithm: SNMPAuthentication, master: [UInt8], engine: [UInt8]) throws(Failed) -> [UInt8] {
        try self.collect(Int(CSNMP_KEY_SIZE)) { key in
            csnmp_local_key(algorithm.number, engine, engine.count, master, master.count, key)
        }
    }

    /// The key for one agent's cipher, as long as that needs it.
    static func local(
        _ privacy: SNMPPrivacy, _ algorithm: SNMPAuthentication, master: [UInt8], engine: [UInt8]
    ) throws(Failed) -> [UInt8] {
        let short = try self.local(algorithm, master: master, engine: engine)
        return try self.collect(Int(CSNMP_KEY_SIZE)) { key in
            for (index, byte) in short.enumerated() { key?[index] = byte }
            return csnmp_extend_key(
                algorithm.number, privacy.number, engine, engine.count, key, short.count)
        }
    }

    static func digestSize(_ algorithm: SNMPAuthentication) -> Int { Int(csnmp_digest_size(algorithm.number)) }

    static func digest(_ algorithm: SNMPAuthentication, key: [UInt8], _ message: [UInt8]) throws(Failed) -> [UInt8] {
        try self.collect(Int(CSNMP_KEY_SIZE)) { digest in
            csnmp_digest(algorithm.number, key, key.count, message, message.count, digest)
        }
    }

    static func encrypt(_ privacy: SNMPPrivacy, key: [UInt8], start: [UInt8], _ bytes: [UInt8]) throws(Failed)
        -> [UInt8]
    {
        try self.collect(bytes.count + 8) { output in
            csnmp_crypt(privacy.number, 1, key, key.count, start, start.count, bytes, bytes.count, output)
        }
    }

    static func decrypt(_ privacy: SNMPPrivacy, key: [UInt8], start: [UInt8], _ bytes: [UInt8]) throws(Failed)
        -> [UInt8]
    {
        try self.collect(bytes.count + 8) { output in
            csnmp_crypt(privacy.number, 0, key, key.count, start, start.count, bytes, bytes.count, output)
        }
    }

    private static func collect(_ room: Int, _ call: (UnsafeMutablePointer<UInt8>?) -> Int) throws(Failed) -> [UInt8] {
        var count = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, size in
            buffer.initialize(repeating: 0)
            count = call(buffer.baseAddress)
            size = min(max(0, count), room)
        }
        guard count > 0 else { throw Failed() }
        return bytes
    }
}
