import DeviceCLI

/// What a server objects to (RFC 6241 section 4.3); all text is the device's own, one line each, untrusted.
public struct NETCONFRPCError: Sendable, Hashable {
    /// The layer at which it happened.
    public enum Kind: String, Sendable, Hashable {
        case transport
        case rpc
        case `protocol`
        case application
    }

    /// How bad it is.
    public enum Severity: String, Sendable, Hashable {
        case error
        case warning
    }

    /// The layer; nil when the server names none that there is.
    public let kind: Kind?
    /// The tag, such as `in-use`, `lock-denied` or `invalid-value` (RFC 6241 appendix A).
    public let tag: String
    /// Whether it failed, or is only a warning; what is neither counts as an error.
    public let severity: Severity
    /// The data model's own tag.
    public let appTag: String?
    /// Which node, as an XPath expression.
    public let path: String?
    /// The server's words.
    public let message: String?
    /// The details under `error-info`, by the names of their elements, at most 16.
    public let info: [String: String]

    init(_ element: XMLElement) {
        let text = { (name: String) in
            element.child(name).map { DeviceText.oneLine($0.text) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        self.kind = text("error-type").flatMap(Kind.init)
        self.tag = text("error-tag") ?? "operation-failed"
        self.severity = text("error-severity").flatMap(Severity.init) ?? .error
        self.appTag = text("error-app-tag")
        self.path = text("error-path")
        self.message = text("error-message")
        let details = element.child("error-info")?.children.prefix(16) ?? []
        self.info = Dictionary(details.map { ($0.name.local, DeviceText.oneLine($0.text)) }) { first, _ in first }
    }

    /// Tag, place and words as one clause.
    var clause: String {
        var clause = self.tag
        if let path = self.path { clause += " at \(path)" }
        if let message = self.message { clause += ": \(message)" }
        return clause
    }
}
