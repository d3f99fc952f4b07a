/// A name with its namespace; prefixes are spelling and do not count.
public struct XMLName: Sendable, Hashable {
    /// The namespace's URI; empty for none.
    public let namespace: String
    /// The name without a prefix.
    public let local: String

    /// A name.
    public init(_ local: String, in namespace: String = "") {
        self.local = local
        self.namespace = namespace
    }
}
