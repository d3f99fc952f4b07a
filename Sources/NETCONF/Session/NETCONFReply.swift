/// A server's answer to one operation that it did not reject; untrusted.
public struct NETCONFReply: Sendable {
    /// The whole message as it came.
    public let raw: String
    /// The element `rpc-reply`.
    public let root: XMLElement
    /// What the server only warns of.
    public let warnings: [NETCONFRPCError]

    /// What `get` and `get-config` gave; nil when the answer has none.
    public var data: XMLElement? { self.root.child("data", in: Self.base) }

    /// Whether it says «done» and nothing else.
    var isOK: Bool { self.root.child("ok", in: Self.base) != nil }

    /// The namespace of the protocol itself.
    static let base = "urn:ietf:params:xml:ns:netconf:base:1.0"

    /// The errors of a reply; those inside of data are data.
    static func errors(in root: XMLElement) -> [NETCONFRPCError] {
        var found: [NETCONFRPCError] = []
        var rest = [root]
        while let element = rest.popLast(), found.count < 100 {
            for child in element.children where child.name.namespace == Self.base {
                if child.name.local == "rpc-error" {
                    found.append(NETCONFRPCError(child))
                } else if child.name.local != "data" {
                    // Some devices put them into a container of results of their own.
                    rest.append(child)
                }
            }
        }
        return found
    }
}
