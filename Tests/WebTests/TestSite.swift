import DeviceCLI
import Domain
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Persistence
import Postgres
import Reactor
import Secrets
import Services
import TestSupport

@testable import Web

/// The whole site over a database of its own, asked without a network; pages and API alike.
struct TestSite: Sendable {
    let services: Services
    let database: Database
    let contents: ContentStore
    /// The only way to devices, as the services have it.
    let sessions: DeviceSessions
    /// For statements that no repository has, such as setting a time back.
    let pool: PostgresPool
    let client: any TestClientProtocol

    /// The folder with `Views`, `Public`, `Migrations` and `Platforms`.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// A password that the policy takes, of every user made here.
    static let password = "correct horse battery staple 7"

    private static let reactor = Reactor(loops: 1)

    /// Lends a site to `body`; its database is dropped afterwards, whatever happens.
    ///
    /// A live one listens on a port of loopback and hears of events as they happen.
    static func with(
        signInPolicy: SignInPolicy = SignInPolicy(), trustedProxies: [String] = [], isLive: Bool = false,
        _ body: @escaping @Sendable (TestSite) async throws -> Void
    ) async throws {
        try await TestDatabase.with(migratedWith: root + "/Migrations") { test in
            let pool = test.pool(maxConnections: 8)
            do {
                try await run(pool, signInPolicy, trustedProxies, isLive, body)
            } catch {
                await pool.close()
                throw error
            }
            await pool.close()
        }
    }

    private static func run(
        _ pool: PostgresPool, _ signInPolicy: SignInPolicy, _ trustedProxies: [String], _ isLive: Bool,
        _ body: @escaping @Sendable (TestSite) async throws -> Void
    ) async throws {
        let database = Database(pool: pool)
        let keyRing = try KeyRing.ephemeral()
        let platforms = try PlatformCatalogue(directory: root + "/Platforms")
        let sessions = DeviceSessions(
            database: database, keyRing: keyRing, platforms: platforms, reactor: reactor, timeouts: DeviceTimeouts())
        let hub = EventHub(database: database)
        let archiveFolder = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)").path
        let services = Services(
            database: database, keyRing: keyRing, platforms: platforms, sessions: sessions, hub: hub,
            // As weak as Argon2 allows: what is tested here is not its strength.
            hasher: PasswordHasher(parameters: Argon2Parameters(memory: 64, passes: 1, lanes: 1)),
            signInPolicy: signInPolicy, leaseSeconds: 60, archiveFolder: archiveFolder)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let web = WebApplication(
            configuration: WebConfiguration(
                host: "127.0.0.1", port: 0, viewsFolder: root + "/Views", publicFolder: root + "/Public",
                trustedProxies: trustedProxies, version: "test"),
            services: services, logger: logger)
        let application = Application(
            router: try web.router(), configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            logger: logger)
        let contents = ContentStore(database: database, keyRing: keyRing)
        defer {
            // Most tests make none; what is left in the temporary directory harms nobody.
            try? FileManager.default.removeItem(atPath: archiveFolder)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            if isLive { group.addTask { try await hub.run() } }
            try await application.test(isLive ? .live : .router) { client in
                try await body(
                    TestSite(
                        services: services, database: database, contents: contents, sessions: sessions, pool: pool,
                        client: client))
            }
            group.cancelAll()
        }
    }

    /// A user of this role, named after it unless a name is given.
    func user(_ role: Role, named name: String? = nil) async throws -> User {
        try await services.users.addFromCommandLine(
            username: name ?? role.rawValue, displayName: "", role: role, password: Secret(Self.password))
    }

    /// A browser in which a new user of this role is signed in.
    func browser(_ role: Role, named name: String? = nil) async throws -> TestBrowser {
        let user = try await user(role, named: name)
        let signedIn = try await services.signIn.signIn(
            username: user.username.text, password: Secret(Self.password), remoteAddress: "192.0.2.7",
            userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0")
        let found = try await services.signIn.session(token: signedIn.token.text)
        guard let session = found?.0 else { throw TestSiteError(description: "The session is not there.") }
        return TestBrowser(
            client: client, user: user, cookies: ["__Host-netstacks=\(signedIn.token.text)"],
            token: session.csrfToken)
    }

    /// A browser in which nobody is signed in; the token goes into its forms.
    func stranger() -> TestBrowser {
        TestBrowser(client: client, user: nil, cookies: ["__Host-netstacks-form=formtoken"], token: "formtoken")
    }
}

/// Something that a test needs is not there.
struct TestSiteError: Error, CustomStringConvertible {
    let description: String
}
