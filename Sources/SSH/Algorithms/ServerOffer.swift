/// What a server offered in its SSH_MSG_KEXINIT (RFC 4253 section 7.1); untrusted, so bounded and of plain names only.
public struct ServerOffer: Sendable, Hashable {
    /// The server's identification, for example `SSH-2.0-Cisco-1.25`.
    public let identification: String
    /// Key exchange algorithms.
    public let keyExchanges: [String]
    /// Host key algorithms.
    public let hostKeys: [String]
    /// Ciphers from client to server.
    public let ciphers: [String]
    /// MACs from client to server.
    public let macs: [String]

    subscript(kind: SSHAlgorithm.Kind) -> [String] {
        switch kind {
        case .keyExchange: self.keyExchanges
        case .hostKey: self.hostKeys
        case .cipher: self.ciphers
        case .mac: self.macs
        }
    }

    /// Reads the beginning of what a server sends; nil until its offer is whole.
    ///
    /// RFC 4253 section 4.2 allows lines before the identification; the offer is the first packet after it, in clear.
    init?(stream: [UInt8]) {
        var rest = stream[...]
        var identification: String?
        while identification == nil {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            var line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.last == 0x0D { line.removeLast() }
            if line.starts(with: Array("SSH-".utf8)) { identification = Self.plain(line.prefix(255)) }
        }
        guard let length = Self.number(&rest), length >= 2, length <= 35000, rest.count >= length,
            let padding = rest.popFirst(), Int(padding) < length
        else { return nil }
        var payload = rest.prefix(length - 1 - Int(padding))
        guard payload.popFirst() == 20, payload.count > 16 else { return nil }
        payload = payload.dropFirst(16)
        var lists: [[String]] = []
        for _ in 0..<6 {
            guard let list = Self.list(&payload) else { return nil }
            lists.append(list)
        }
        self.identification = identification ?? ""
        // Marks that extensions are known travel in the same list (RFC 8308, OpenSSH's PROTOCOL); nothing is agreed by them.
        self.keyExchanges = lists[0].filter { !$0.hasPrefix("ext-info-") && !$0.hasPrefix("kex-strict-") }
        (self.hostKeys, self.ciphers, self.macs) = (lists[1], lists[2], lists[4])
    }

    /// Whether a greeting says that the server speaks version 1 and no other; `1.99` stands for both (RFC 4253 section 5.1).
    static func isOfVersion1(_ greeting: [UInt8]) -> Bool {
        greeting.split(separator: 0x0A).contains {
            $0.starts(with: Array("SSH-1.".utf8)) && !$0.starts(with: Array("SSH-1.99".utf8))
        }
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 4 else { return nil }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }

    private static func list(_ bytes: inout ArraySlice<UInt8>) -> [String]? {
        guard let length = self.number(&bytes), bytes.count >= length else { return nil }
        defer { bytes = bytes.dropFirst(length) }
        return bytes.prefix(length).split(separator: 0x2C).prefix(64).map { self.plain($0.prefix(64)) }
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 > 0x20 && $0 < 0x7F || $0 == 0x20 }, as: UTF8.self)
    }
}
