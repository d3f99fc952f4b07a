/// A host's name, or `*.` and the end of one.
public struct HostPattern: Sendable, Hashable, CustomStringConvertible {
    private let name: String
    private let coversSubdomains: Bool

    /// Reads `api.example.net`, `*.example.net` or an address; case and a last dot do not matter.
    public init(_ text: String) {
        let name = Self.canonical(text)
        self.coversSubdomains = name.hasPrefix("*.")
        self.name = self.coversSubdomains ? String(name.dropFirst(2)) : name
    }

    /// The form that `init` reads.
    public var description: String { self.coversSubdomains ? "*.\(self.name)" : self.name }

    /// Whether it is this host; `*.` covers the names below, not the name itself.
    public func matches(_ host: String) -> Bool {
        let host = Self.canonical(host)
        return self.coversSubdomains ? host.hasSuffix("." + self.name) : host == self.name
    }

    private static func canonical(_ text: String) -> String {
        let text = text.lowercased()
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
