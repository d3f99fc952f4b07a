import CCurl

/// The address of a resource, read by the same parser that the transfer uses, so that what is checked is what is reached.
public struct HTTPURL: Sendable, Hashable, CustomStringConvertible {
    /// The schemes that are spoken.
    public enum Scheme: String, Sendable, Hashable {
        case http
        case https
    }

    /// The scheme.
    public let scheme: Scheme
    /// The host in lower case: a name, an IPv4 address, or an IPv6 address without brackets.
    public let host: String
    /// The port, also when the text leaves it out.
    public let port: UInt16
    /// The path and the query.
    public let target: String

    /// The whole address; a query may hold what is not for every log.
    public var text: String { "\(self.scheme.rawValue)://\(self.authority)\(self.target)" }

    /// The address without its query; safe to show.
    public var description: String {
        "\(self.scheme.rawValue)://\(self.authority)" + String(self.target.prefix { $0 != "?" })
    }

    /// Scheme, host and port: credentials never leave it.
    public var origin: Origin { Origin(scheme: self.scheme, host: self.host, port: self.port) }

    /// Scheme, host and port of a URL.
    public struct Origin: Sendable, Hashable {
        let scheme: Scheme
        let host: String
        let port: UInt16

        /// With the port always written.
        var text: String {
            "\(self.scheme.rawValue)://\(self.host.contains(":") ? "[\(self.host)]" : self.host):\(self.port)"
        }
    }

    /// Reads `http://…` or `https://…`; nil for anything else, and for a URL that carries a user name or password.
    public init?(_ text: String) {
        self.init(text, relativeTo: nil)
    }

    /// Reads a reference as a redirect gives it.
    init?(_ text: String, relativeTo base: HTTPURL?) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        if let base { guard curl_url_set(handle, CURLUPART_URL, base.text, 0) == CURLUE_OK else { return nil } }
        guard text.utf8.count <= 8192, curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
            let scheme = Scheme(rawValue: Self.part(handle, CURLUPART_SCHEME) ?? ""),
            let host = Self.part(handle, CURLUPART_HOST), !host.isEmpty,
            let port = Self.part(handle, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap(UInt16.init),
            Self.part(handle, CURLUPART_USER) == nil, Self.part(handle, CURLUPART_PASSWORD) == nil,
            Self.part(handle, CURLUPART_ZONEID) == nil
        else { return nil }
        let query = Self.part(handle, CURLUPART_QUERY)
        self.scheme = scheme
        self.host = (host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host).lowercased()
        self.port = port
        self.target = (Self.part(handle, CURLUPART_PATH) ?? "/") + (query.map { "?" + $0 } ?? "")
    }

    /// The host as it stands in a URL, with the port when it is not the scheme's own.
    private var authority: String {
        let usual: UInt16 = self.scheme == .https ? 443 : 80
        let host = self.host.contains(":") ? "[\(self.host)]" : self.host
        return self.port == usual ? host : "\(host):\(self.port)"
    }

    private static func part(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}

extension HTTPURL {
    /// Writes a text as one segment of a path or one value of a query (RFC 3986 section 2).
    public static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
