/// What a server says it can do (RFC 6241 section 8); untrusted text, compared exactly.
public struct NETCONFCapabilities: Sendable, Hashable {
    /// The URIs as the server sent them, in its order, at most 10,000.
    public let all: [String]
    private let names: Set<String>

    init(_ all: [String]) {
        self.all = all
        // Parameters follow a question mark; two capabilities differ by what stands before it.
        self.names = Set(all.map { String($0.prefix { $0 != "?" }) })
    }

    /// Whether the server names it; parameters behind a question mark do not count.
    public func contains(_ uri: String) -> Bool { self.names.contains(uri) }

    /// Whether it has this part of NETCONF, such as `candidate:1.0`.
    public func supports(_ part: String) -> Bool { self.contains("urn:ietf:params:netconf:capability:\(part)") }

    /// Whether it has the chunked framing and what else came with version 1.1.
    var hasBase11: Bool { self.contains(Self.base11) }

    static let base10 = "urn:ietf:params:netconf:base:1.0"
    static let base11 = "urn:ietf:params:netconf:base:1.1"
}
