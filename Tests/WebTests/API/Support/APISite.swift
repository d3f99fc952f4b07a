import DeviceCLI
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Persistence
import Postgres
import Reactor
import Secrets
import Services
import TestSupport
import Testing

@testable import Web

/// The whole site over a database of its own. The tests of the API share it; each makes its own things in it.
struct APISite: Sendable {
    let pool: PostgresPool
    let database: Database
    let contents: ContentStore
    let services: Services
    let operations: [APIOperation]
    private let responder: any HTTPResponder<WebContext>
    private let callers: [Role: Caller]

    /// Somebody of each role, with a token.
    struct Caller: Sendable {
        let user: User
        let token: String
    }

    private static let made = Task { try await APISite() }

    /// The one site of this process.
    static var shared: APISite {
        get async throws { try await made.value }
    }

    private init() async throws {
        let root = Self.root
        pool = try await TestDatabase.create(migratedWith: root + "/Migrations").pool()
        database = Database(pool: pool)
        let keyRing = try KeyRing.ephemeral()
        let platforms = try PlatformCatalogue(directory: root + "/Platforms")
        let sessions = DeviceSessions(
            database: database, keyRing: keyRing, platforms: platforms, reactor: Reactor(loops: 1),
            timeouts: DeviceTimeouts())
        contents = ContentStore(database: database, keyRing: keyRing)
        services = Services(
            database: database, keyRing: keyRing, platforms: platforms, sessions: sessions,
            hub: EventHub(database: database),
            hasher: PasswordHasher(parameters: Argon2Parameters(memory: 1024, passes: 1, lanes: 1)),
            signInPolicy: SignInPolicy(), leaseSeconds: 30,
            archiveFolder: FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)").path)
        operations = APIRoutes(services: services).operations
        let configuration = WebConfiguration(
            host: "127.0.0.1", port: 0, viewsFolder: root + "/Views", publicFolder: root + "/Public",
            usesSecureCookies: false)
        let application = WebApplication(
            configuration: configuration, services: services, logger: Logger(label: "test"))
        responder = try application.router().buildResponder()
        var callers: [Role: Caller] = [:]
        for role in Role.allCases { callers[role] = try await Self.caller(role.rawValue, role, services) }
        self.callers = callers
    }

    /// The password of everybody in the site.
    static let password = "correct horse battery staple 7"

    /// The folder of the whole project.
    static let root = #filePath.components(separatedBy: "/Tests/WebTests/")[0]

    /// The person of this role.
    func caller(_ role: Role) throws -> Caller {
        try #require(callers[role])
    }

    /// Somebody new of this role.
    func newCaller(_ role: Role) async throws -> Caller {
        try await Self.caller("\(role.rawValue)-\(User.ID())".prefix(60).description, role, services)
    }

    private static func caller(_ name: String, _ role: Role, _ services: Services) async throws -> Caller {
        let user = try await services.users.addFromCommandLine(
            username: name, displayName: "", role: role, password: Secret(password))
        let actor = Actor(user: user.reference, role: role, remoteAddress: "", requestID: "")
        let token = try await services.tokens.create(name: "tests", expiresInDays: 1, by: actor).text
        return Caller(user: user, token: token)
    }

    /// A request as it would come over the wire, and the whole answer.
    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: [UInt8] = []
    ) async throws -> APIAnswer {
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        logger[metadataKey: "hb.request.id"] = "\(UUID())"
        let context = WebContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
        let response = try await responder.respond(to: request, context: context)
        let collected = CollectedBody()
        try await response.body.write(collected.writer)
        return try APIAnswer(status: response.status.code, headers: response.headers, bytes: collected.bytes)
    }
}
