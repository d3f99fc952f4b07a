import HTTPClient

/// The path of a data resource (RFC 8040 section 3.5.3), built so that no key can become another segment.
public struct RESTCONFPath: Sendable, Hashable, CustomStringConvertible {
    /// The path as it stands in a URL, without a slash in front; empty for the datastore itself.
    public let description: String

    /// The datastore itself.
    public static let datastore = RESTCONFPath(description: "")

    /// A top-level node: `module:name`, and the keys when it is a list's entry.
    public init(_ name: String, keys: String...) {
        self.description = Self.segment(name, keys)
    }

    private init(description: String) {
        self.description = description
    }

    /// A node below; `name` needs its module only where that changes.
    public func child(_ name: String, keys: String...) -> RESTCONFPath {
        let segment = Self.segment(name, keys)
        return RESTCONFPath(description: self.description.isEmpty ? segment : "\(self.description)/\(segment)")
    }

    private static func segment(_ name: String, _ keys: [String]) -> String {
        // A colon stands between module and name and is no part of either.
        let name = name.split(separator: ":", omittingEmptySubsequences: false).map { HTTPURL.encoded(String($0)) }
            .joined(separator: ":")
        return keys.isEmpty ? name : name + "=" + keys.map { HTTPURL.encoded($0) }.joined(separator: ",")
    }
}
