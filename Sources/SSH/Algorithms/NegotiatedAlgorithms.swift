/// What both sides agreed on for one connection.
public struct NegotiatedAlgorithms: Sendable, Hashable {
    /// The key exchange.
    public let keyExchange: String
    /// The host key's algorithm, or its type where the engine tells no more.
    public let hostKey: String
    /// The cipher towards the server.
    public let cipher: String
    /// The MAC towards the server; empty with an authenticated cipher.
    public let mac: String

    /// All of them with what they are for, for tables.
    public var all: [(kind: SSHAlgorithm.Kind, name: String)] {
        [(.keyExchange, self.keyExchange), (.hostKey, self.hostKey), (.cipher, self.cipher), (.mac, self.mac)]
    }

    /// Those that are weak by today's measure.
    public var legacy: [String] {
        self.all.filter { SSHAlgorithm.named($0.name, $0.kind)?.isLegacy == true }.map(\.name)
    }
}
