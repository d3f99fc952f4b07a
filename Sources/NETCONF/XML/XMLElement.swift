/// An element of XML as data models use it: text or elements, never both in an order that matters.
public struct XMLElement: Sendable, Hashable {
    /// The element's name.
    public var name: XMLName
    /// The attributes, without the declarations of namespaces.
    public var attributes: [XMLName: String]
    /// The prefixes declared here, for values that are names themselves (identities, paths).
    public var prefixes: [String: String]
    /// The text directly inside; empty when that is only white space between elements.
    public var text: String
    /// The elements directly inside.
    public var children: [XMLElement]

    /// An element.
    public init(
        _ name: XMLName, attributes: [XMLName: String] = [:], prefixes: [String: String] = [:], text: String = "",
        children: [XMLElement] = []
    ) {
        self.name = name
        self.attributes = attributes
        self.prefixes = prefixes
        self.text = text
        self.children = children
    }

    /// The first element inside with this name; nil when there is none.
    public func child(_ local: String, in namespace: String? = nil) -> XMLElement? {
        self.children.first { $0.name.local == local && (namespace ?? $0.name.namespace) == $0.name.namespace }
    }

    /// All elements inside with this name.
    public func children(_ local: String) -> [XMLElement] {
        self.children.filter { $0.name.local == local }
    }

    /// The element at the end of a path of local names, the first one at each step; nil when there is none.
    public func descendant(_ path: String...) -> XMLElement? {
        path.reduce(Optional(self)) { $0?.child($1) }
    }
}
