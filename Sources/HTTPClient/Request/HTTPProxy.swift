/// A proxy that the operator configured; the environment's variables are never looked at.
public struct HTTPProxy: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// Where it listens; `https` speaks TLS to the proxy too.
    public let url: HTTPURL
    /// How to sign in to it.
    public let credential: HTTPCredential?

    /// A proxy.
    public init(url: HTTPURL, credential: HTTPCredential? = nil) {
        self.url = url
        self.credential = credential
    }

    /// Its address and the kind of its credential.
    public var description: String { self.credential.map { "\(self.url) (\($0))" } ?? "\(self.url)" }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
