/// What the web process has to know; it comes from configuration.
public struct WebConfiguration: Sendable {
    public var host: String
    public var port: Int
    /// The folder of the pages' templates.
    public var viewsFolder: String
    /// The folder of style sheets, scripts and images.
    public var publicFolder: String
    /// Cookies are sent over HTTPS and to loopback addresses only; without it the `__Host-` prefix is lost.
    public var usesSecureCookies: Bool
    /// Addresses or networks (`10.0.0.0/8`) of proxies of one's own, whose `X-Forwarded-For` is believed.
    public var trustedProxies: [String]
    /// The version of the program, shown on every page.
    public var version: String

    /// A configuration.
    public init(
        host: String, port: Int, viewsFolder: String, publicFolder: String, usesSecureCookies: Bool = true,
        trustedProxies: [String] = [], version: String = "dev"
    ) {
        self.host = host
        self.port = port
        self.viewsFolder = viewsFolder
        self.publicFolder = publicFolder
        self.usesSecureCookies = usesSecureCookies
        self.trustedProxies = trustedProxies
        self.version = version
    }
}
