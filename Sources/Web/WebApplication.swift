public import Hummingbird
public import Logging
public import Services

/// The web side of the program: every route, behind every middleware.
public struct WebApplication: Sendable {
    private let configuration: WebConfiguration
    private let services: Services
    private let logger: Logger

    /// An application over the services; nothing listens yet.
    public init(configuration: WebConfiguration, services: Services, logger: Logger) {
        self.configuration = configuration
        self.services = services
        self.logger = logger
    }

    /// The router with the whole site; a template or an asset that cannot be read refuses the start.
    public func router() throws -> Router<WebContext> {
        let cookies = CookieJar(isSecure: configuration.usesSecureCookies)
        let assets = try AssetStore(folder: configuration.publicFolder)
        let views = ViewRenderer(
            viewsFolder: configuration.viewsFolder, assets: assets, cookies: cookies, version: configuration.version)
        let addresses = try ClientAddressMiddleware(trustedProxies: configuration.trustedProxies)
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders()
            ErrorMiddleware(views: views)
            AssetMiddleware(assets: assets)
            addresses
        }
        Routes(services: services, views: views, cookies: cookies).add(to: router)
        return router
    }

    /// The server, ready to be run in a service group.
    public func application(onServerRunning: @escaping @Sendable (Int) async -> Void) throws
        -> some ApplicationProtocol
    {
        Application(
            router: try router(),
            // A connection that says nothing, in the middle of a request too, is closed; one that is being answered is not.
            server: .http1(configuration: .init(idleTimeout: .seconds(12))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: "NetStacks"),
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? 0) }, logger: logger)
    }
}
