import CCurl

extension Transfer {
    /// Tells the easy handle everything about the order; a refused option is the handle's `problem`.
    func configure() {
        let (request, easy) = (self.order.request, self.easy)
        easy.set(CURLOPT_URL, request.url.text)
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_NOSIGNAL, 1)
        // Without it the end of a transfer waits for a name that is being looked up, and the whole loop with it.
        easy.set(CURLOPT_QUICK_EXIT, 1)
        easy.set(CURLOPT_TCP_KEEPALIVE, 1)
        easy.set(CURLOPT_HTTP_VERSION, request.usesOnlyHTTP1 ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS)
        easy.set(CURLOPT_PIPEWAIT, request.usesOnlyHTTP1 ? 0 : 1)
        // The library's own deadlines only back ours up.
        let opening = request.timeouts.resolve + request.timeouts.connect + request.timeouts.tls
        easy.milliseconds(CURLOPT_CONNECTTIMEOUT_MS, opening + .seconds(1))
        self.configureMethod()
        self.configureHeaders()
        self.configureTrust()
        self.configureProxy()
        self.configureCallbacks()
        if let connectTo = request.connectTo {
            let target = connectTo.contains(":") ? "[\(connectTo)]" : connectTo
            easy.set(CURLOPT_CONNECT_TO, ["::\(target):"])
        }
    }

    private func configureMethod() {
        let (request, easy) = (self.order.request, self.easy)
        switch request.body {
        case .none where request.method == .head: easy.set(CURLOPT_NOBODY, 1)
        case .none where request.method == .get: easy.set(CURLOPT_HTTPGET, 1)
        case .none where request.method == .delete || request.method == .options:
            easy.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        case .none: self.send([])
        case .bytes(let bytes): self.send(bytes)
        case .stream(let length, _):
            easy.set(CURLOPT_UPLOAD, 1)
            if let length { easy.set(size: CURLOPT_INFILESIZE_LARGE, length) }
            easy.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func send(_ bytes: [UInt8]) {
        self.easy.set(CURLOPT_POST, 1)
        self.easy.set(size: CURLOPT_POSTFIELDSIZE_LARGE, bytes.count)
        self.easy.copyBody(bytes)
        self.easy.set(CURLOPT_CUSTOMREQUEST, self.order.request.method.rawValue)
    }

    private func configureHeaders() {
        let request = self.order.request
        // Fields of ours are no business of a proxy, and the library's own ones are not wanted.
        self.easy.set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        var lines = ["Expect:"]
        if case .none = request.body {} else if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        let own = request.headers.fields + (request.credential?.field.map { [$0] } ?? [])
        lines += own.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        self.easy.set(CURLOPT_HTTPHEADER, lines)
        // A small answer may unpack to a thousand times its size: only what is bounded comes compressed.
        if self.order.delivery.limit != nil, request.headers["Accept-Encoding"] == nil {
            self.easy.set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        }
    }

    private func configureTrust() {
        let (trust, easy) = (self.order.request.trust, self.easy)
        // The folder of authorities would be believed beside any others, and keeps the library from caching the file.
        easy.set(CURLOPT_CAPATH, nil)
        easy.set(CURLOPT_SSLVERSION, trust.allowsLegacyTLS ? CURL_SSLVERSION_TLSv1_0 : CURL_SSLVERSION_TLSv1_2)
        if trust.allowsLegacyTLS { easy.set(CURLOPT_SSL_CIPHER_LIST, "DEFAULT:@SECLEVEL=0") }
        switch trust.basis {
        case .system: break
        case .authorities(let pem): easy.set(blob: CURLOPT_CAINFO_BLOB, pem)
        case .authorityFile(let path): easy.set(CURLOPT_CAINFO, path)
        case .pinned:
            // The pin is compared before the request is sent; name, dates and authority do not matter then.
            easy.set(CURLOPT_SSL_VERIFYPEER, 0)
            easy.set(CURLOPT_SSL_VERIFYHOST, 0)
            easy.set(CURLOPT_CERTINFO, 1)
        }
    }

    private func configureProxy() {
        let easy = self.easy
        // The empty text keeps the library from looking at the environment.
        easy.set(CURLOPT_PROXY, self.order.proxy?.url.origin.text ?? "")
        guard let proxy = self.order.proxy else { return }
        easy.set(CURLOPT_NOPROXY, "")
        easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let field = proxy.credential?.field {
            let name = HTTPHeaders.areEqual(field.name, "Authorization") ? "Proxy-Authorization" : field.name
            easy.set(CURLOPT_PROXYHEADER, ["\(name): \(field.value)"])
        }
    }
}
