/// Follows redirects as far as a request allows (RFC 9110 section 15.4), without carrying secrets to another origin.
struct Redirects {
    private(set) var request: HTTPRequest
    private var left: Int
    private let place: String

    init(_ request: HTTPRequest) {
        self.request = request
        self.left = request.maximumRedirects
        self.place = "\(request.method.rawValue) \(request.url)"
    }

    /// Whether the answer leads to another request, which then is `request`.
    mutating func follow(_ head: HTTPResponseHead) throws(HTTPError) -> Bool {
        guard self.request.maximumRedirects > 0, [301, 302, 303, 307, 308].contains(head.status),
            let location = head.headers["Location"]
        else { return false }
        guard self.left > 0 else { throw HTTPError(.tooManyRedirects, self.place) }
        self.left -= 1
        let old = self.request.url
        guard let url = HTTPURL(location, relativeTo: old), url.scheme == .https || old.scheme == .http else {
            throw HTTPError(.badRedirect, self.place)
        }
        self.request.url = url
        let isPost = self.request.method == .post
        if head.status == 303 && self.request.method != .head || isPost && [301, 302].contains(head.status) {
            self.request.method = .get
            self.request.body = .none
            self.request.isRepeatable = true
            for name in ["Content-Type", "Content-Encoding", "Content-Language", "Content-Location"] {
                self.request.headers[name] = nil
            }
        }
        if url.origin != old.origin { try self.leaveOrigin() }
        guard self.request.body.isRepeatable else { throw HTTPError(.badRedirect, self.place) }
        return true
    }

    private mutating func leaveOrigin() throws(HTTPError) {
        // A body may hold secrets as well as a header may.
        if case .none = self.request.body {} else { throw HTTPError(.badRedirect, self.place) }
        self.request.credential = nil
        self.request.connectTo = nil
        // Any field may be a secret of the first origin, so only those go along that surely are none.
        let harmless = ["Accept", "Accept-Language", "User-Agent", "Cache-Control", "Range", "Last-Event-ID"]
        for field in self.request.headers.fields
        where !harmless.contains(where: { HTTPHeaders.areEqual($0, field.name) }) {
            self.request.headers[field.name] = nil
        }
    }
}
