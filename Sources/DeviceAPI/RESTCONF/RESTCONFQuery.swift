import HTTPClient

/// What of a resource is read (RFC 8040 section 4.8); a server may refuse what its capabilities do not name.
public struct RESTCONFQuery: Sendable, Hashable {
    /// Which nodes.
    public enum Content: String, Sendable, Hashable {
        case all
        case config
        case nonconfig
    }

    /// Configuration, state, or both.
    public var content = Content.all
    /// How many levels below; nil for all, else 1 to 65,535.
    public var depth: Int?
    /// A fields expression such as `name;config/mtu`; nil for all.
    public var fields: String?

    /// Everything, or part of it.
    public init(content: Content = .all, depth: Int? = nil, fields: String? = nil) {
        self.content = content
        self.depth = depth
        self.fields = fields
    }

    /// The query with its question mark; empty for everything.
    var text: String {
        var parts: [String] = []
        if self.content != .all { parts.append("content=\(self.content.rawValue)") }
        if let depth = self.depth { parts.append("depth=\(min(max(depth, 1), 65_535))") }
        if let fields = self.fields { parts.append("fields=\(HTTPURL.encoded(fields))") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
