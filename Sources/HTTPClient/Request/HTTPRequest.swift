/// One request; where it may go is the client's business, not the request's.
public struct HTTPRequest: Sendable {
    /// The method.
    public var method: HTTPMethod
    /// Where to.
    public var url: HTTPURL
    /// The fields, without those of body, connection and credential.
    public var headers: HTTPHeaders
    /// Who asks.
    public var credential: HTTPCredential?
    /// What it carries.
    public var body: HTTPBody
    /// How long each stage may take.
    public var timeouts = HTTPTimeouts()
    /// By what the server's certificate is believed.
    public var trust = HTTPTrust.system
    /// How many redirects are followed; 0 gives the redirect itself as the answer.
    public var maximumRedirects = 0
    /// An address or name to connect to instead of the URL's host, which stays the name in `Host` and in the certificate.
    public var connectTo: String?
    /// Only HTTP/1.1, for servers that announce HTTP/2 and do not speak it.
    public var usesOnlyHTTP1 = false
    /// Whether it may reach the server twice when a reused connection turns out dead; by default the method decides.
    public var isRepeatable: Bool

    /// A request.
    public init(
        _ method: HTTPMethod, _ url: HTTPURL, headers: HTTPHeaders = [:], credential: HTTPCredential? = nil,
        body: HTTPBody = .none
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.credential = credential
        self.body = body
        self.isRepeatable = method.isIdempotent && body.isRepeatable
    }

    /// Why it cannot be sent as it stands; nil when it can.
    var problem: String? {
        for field in self.headers.fields {
            if !field.isValid { return "a header field has characters that do not belong there" }
            if Self.ours.contains(where: { HTTPHeaders.areEqual($0, field.name) }) {
                return "the header field \(field.name) is set by the client itself"
            }
        }
        if let credential = self.credential {
            guard let field = credential.field, field.isValid else {
                return "the credential has characters that do not belong there"
            }
        }
        if let connectTo = self.connectTo {
            let isHost = { (byte: UInt8) in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || ":.-_".utf8.contains(byte)
            }
            guard !connectTo.isEmpty, connectTo.utf8.allSatisfy(isHost) else {
                return "the address to connect to is neither an address nor a name"
            }
        }
        if case .stream(let length?, _) = self.body, length < 0 { return "the body's length is negative" }
        return nil
    }

    /// Two of these with different meanings are how requests are smuggled (RFC 9112 section 11.2).
    private static let ours = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade", "TE"]
}
