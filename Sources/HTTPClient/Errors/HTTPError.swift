/// Why there is no answer, or no whole one; a status such as 404 is an answer and no error.
public struct HTTPError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The request cannot be sent as it stands, for this reason.
        case invalidRequest(String)
        /// The client's policy does not allow this destination.
        case notAllowed(EgressRefusal)
        /// The name has no address.
        case unresolvable
        /// No route, or nobody answers for the address.
        case unreachable
        /// The address answers, but nothing listens on the port.
        case refused
        /// The proxy cannot be reached, or does not do what it was asked.
        case proxy
        /// A stage took longer than its deadline.
        case timedOut(HTTPStage)
        /// No common TLS version or algorithm, or the port speaks no TLS.
        case tls
        /// The server's certificate is not believed: unknown authority, another name, expired.
        case certificate
        /// The server is not one of the pinned; these are its pins. No request was sent.
        case pin(offered: [CertificatePin])
        /// The authorities' certificates cannot be read.
        case authorities
        /// The connection ended before the answer did; whether the server acted on the request is unknown.
        case connectionLost
        /// The answer's body ended before its announced end.
        case truncated
        /// The body, the header or an event is larger than the bound, in bytes.
        case tooLarge(limit: Int)
        /// The compressed body cannot be read.
        case badEncoding
        /// The answer is not HTTP, or breaks its rules.
        case protocolError
        /// More redirects than allowed.
        case tooManyRedirects
        /// A redirect leads nowhere, from https to http, or would send a body a second time.
        case badRedirect
        /// An event stream was asked for, and the server answered with something else.
        case notAnEventStream(status: Int)
        /// The source of the request's body failed.
        case bodySource
        /// The caller cancelled the task.
        case cancelled
        /// The engine was closed.
        case closed
        /// The system has no memory, descriptors or threads left for another transfer.
        case exhausted
    }

    /// The kind of failure.
    public let code: Code
    /// The method and the URL without its query.
    public let place: String
    /// The cause in the words of the layer below; for the log.
    public let cause: String

    init(_ code: Code, _ place: String, _ cause: String = "") {
        self.code = code
        self.place = place
        self.cause = cause
    }

    /// What is wrong, where, and what to do about it; safe to show.
    public var description: String { self.sentence }

    /// Everything, for the log.
    public var debugDescription: String { "HTTPError(\(self.code), \(self.place), cause: \(self.cause))" }
}
