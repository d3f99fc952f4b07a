/// What is read (RFC 6241 sections 6 and 8.9).
public enum NETCONFFilter: Sendable, Hashable {
    /// Elements that select by their shape; none selects nothing.
    case subtree([XMLElement])
    /// An expression, with what its prefixes mean; for devices that have the capability xpath.
    case xpath(String, prefixes: [String: String])

    /// How many attributes its element has.
    var attributes: Int { if case .xpath = self { 2 } else { 1 } }

    /// The element of the filter.
    var xml: String {
        switch self {
        case .subtree(let elements):
            "<filter type=\"subtree\">" + elements.map { $0.xml(inherited: NETCONFReply.base) }.joined() + "</filter>"
        case .xpath(let expression, let prefixes):
            "<filter type=\"xpath\""
                + prefixes.sorted { $0.key < $1.key }
                .map { " xmlns:\($0.key)=\"\(XMLElement.escaped($0.value))\"" }.joined()
                + " select=\"\(XMLElement.escaped(expression))\"/>"
        }
    }
}
