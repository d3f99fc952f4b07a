import Foundation

extension KeyRing {
    private static let header = "netstacks-keys 1"

    /// Reads the key file, or makes one with a new key at the first start; two programs starting at once agree on one.
    ///
    /// Throws `.keyFileUnsafe` when another account may read it, `.keyFileMalformed` and `.keyFileUnreadable`.
    public static func loadOrCreate(at path: String) throws(SecretsError) -> KeyRing {
        let file = KeyFile(path: path)
        if try !file.exists() {
            try file.create("\(header)\n\(try RingKey.generate().line)\n")
        }
        return try load(at: path)
    }

    /// Reads the key file and never makes one; `.keyFileUnreadable` when there is none.
    public static func load(at path: String) throws(SecretsError) -> KeyRing {
        try parse(try KeyFile(path: path).read(), path: path)
    }

    /// Adds a newer key, which seals from now on; programs that run already keep sealing with the older one.
    public static func addKey(at path: String) throws(SecretsError) -> KeyRing {
        let file = KeyFile(path: path)
        let text = try file.read()
        _ = try parse(text, path: path)
        try file.replace("\(text.hasSuffix("\n") ? text : text + "\n")\(try RingKey.generate().line)\n")
        return try load(at: path)
    }

    private static func parse(_ text: String, path: String) throws(SecretsError) -> KeyRing {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        guard lines.first.map(String.init) == header else {
            throw SecretsError(
                .keyFileMalformed,
                "The key file \(path) does not begin with “\(header)”: it is not a key file, or a newer NetStacks made it."
            )
        }
        var keys: [RingKey] = []
        for (position, line) in lines.enumerated().dropFirst() {
            // The line is not quoted: it may hold most of a key.
            guard let key = RingKey(line: line) else {
                throw SecretsError(
                    .keyFileMalformed,
                    "Line \(position + 1) of the key file \(path) is damaged; restore the file from its backup.")
            }
            keys.append(key)
        }
        guard let newest = keys.last else {
            throw SecretsError(
                .keyFileMalformed, "The key file \(path) holds no key; restore the file from its backup.")
        }
        return KeyRing(keys: keys, newest: newest)
    }
}
