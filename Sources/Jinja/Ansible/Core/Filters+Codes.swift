/// Ansible's filters for hashes, encodings and quoting.
extension Filters {
    static let ansibleCodes: [String: Filter] = [
        "hash": Filter { value, arguments, rendering throws(JinjaError) in
            let name = try arguments.bind("hashtype")[0]?.textArgument("hash") ?? "sha1"
            guard let digest = Digest(rawValue: name.lowercased()) else {
                throw JinjaError(.value, "hash knows md5, sha1, sha224, sha256, sha384 and sha512")
            }
            return .string(try Filters.digest(digest, value, rendering))
        },
        "md5": Filters.checksum(.md5),
        "sha1": Filters.checksum(.sha1),
        "checksum": Filters.checksum(.sha1),
        "b64encode": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("encoding", "urlsafe")
            guard let bytes = try Filters.encoding(bound[0]).encode(try rendering.definedText(value)) else {
                throw JinjaError(.value, "The text has characters that this encoding lacks")
            }
            try rendering.tick(bytes.count / 64)
            return .string(Base64Text.encode(bytes, isURLSafe: try bound[1]?.isTrue() ?? false))
        },
        "b64decode": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("encoding", "urlsafe")
            let source = try rendering.definedText(value)
            try rendering.tick(source.utf8.count / 64)
            guard let bytes = Base64Text.decode(source, isURLSafe: try bound[1]?.isTrue() ?? false),
                let text = try Filters.encoding(bound[0]).decode(bytes)
            else { throw JinjaError(.value, "This is not the Base64 of a text in this encoding") }
            return .string(text)
        },
        "to_uuid": Filter { value, arguments, rendering throws(JinjaError) in
            let space = try arguments.bind("namespace")[0]?.textArgument("to_uuid")
            guard let prefix = Filters.uuid(space ?? "361e6d51-faec-444a-9079-341386da8e2e") else {
                throw JinjaError(.value, "The namespace of to_uuid is not a UUID")
            }
            var bytes = Array(Digest.sha1.bytes(of: prefix + Array(try rendering.definedText(value).utf8)).prefix(16))
            // RFC 9562: version 5, variant 1.
            bytes[6] = bytes[6] & 0x0F | 0x50
            bytes[8] = bytes[8] & 0x3F | 0x80
            let digits = bytes.map { StringLiteral.hex(UInt32($0), 2) }
            return .string(
                [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-"))
        },
        "quote": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            let text = value.isNone ? "" : try rendering.definedText(value)
            if text.isEmpty { return .string("''") }
            let isPlain = text.utf8.allSatisfy { ($0.isWord && $0 < 128) || Array("@%+=:,./-".utf8).contains($0) }
            return .string(isPlain ? text : "'" + PythonText.replace(text, "'", "'\"'\"'") + "'")
        },
    ]

    private static func checksum(_ digest: Digest) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .string(try Filters.digest(digest, value, rendering))
        }
    }

    private static func digest(_ digest: Digest, _ value: Value, _ rendering: Rendering) throws(JinjaError) -> String {
        let text = try rendering.definedText(value)
        try rendering.tick(text.utf8.count / 16)
        return digest.hex(of: text)
    }

    private static func encoding(_ name: Value?) throws(JinjaError) -> TextEncoding {
        guard let name else { return .utf8 }
        guard let encoding = TextEncoding(try name.textArgument("encoding")) else {
            throw JinjaError(.value, "The encoding is unknown; utf-8, utf-16, latin-1 and ascii are known")
        }
        return encoding
    }

    /// The 16 bytes of a UUID, in any way of writing it that Python accepts.
    private static func uuid(_ text: String) -> [UInt8]? {
        var digits = PythonText.replace(PythonText.replace(text, "urn:", ""), "uuid:", "")
        digits = PythonText.replace(PythonText.strip(digits, ["{", "}"]), "-", "")
        let bytes = Array(digits.utf8)
        guard bytes.count == 32, bytes.allSatisfy(\.isHexDigit) else { return nil }
        return stride(from: 0, to: 32, by: 2).map { index in
            UInt8(String(decoding: bytes[index..<(index + 2)], as: UTF8.self), radix: 16) ?? 0
        }
    }
}
