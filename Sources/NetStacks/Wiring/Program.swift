import DeviceCLI
import Domain
import Foundation
import JobRunner
import Logging
import Persistence
import Postgres
import PrivatePostgres
import ProgramSettings
import Reactor
import SSH
import Secrets
import Services
import Web

/// Everything wired once: settings, database, key ring, services.
struct Program: Sendable {
    let settings: Settings
    let logger: Logger
    let pool: PostgresPool
    let database: Database
    let hub: EventHub
    let services: Services
    let keyGuard: KeyGuard
    let sessions: DeviceSessions
    let deviceReactor: Reactor
    let postgres: PrivatePostgres?

    /// Builds the program, runs `body`, and takes everything down again, whatever happens.
    static func run(_ settings: Settings, _ body: (Program) async throws -> Void) async throws {
        let logger = Self.logger(settings)
        for notice in settings.notices { logger.notice("\(notice)") }
        var postgres: PrivatePostgres?
        if settings.databaseURL == nil {
            postgres = try await PrivatePostgres.start(
                dataFolder: settings.dataFolder, logger: logger, binaries: settings.postgresBinaries)
        }
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await withProgram(settings, logger, postgres, body))
        } catch {
            outcome = .failure(error)
        }
        try await postgres?.stop()
        try outcome.get()
    }

    private static func withProgram(
        _ settings: Settings, _ logger: Logger, _ postgres: PrivatePostgres?, _ body: (Program) async throws -> Void
    ) async throws {
        let reactor = Reactor(loops: max(1, ProcessInfo.processInfo.activeProcessorCount))
        let url = settings.databaseURL?.reveal() ?? postgres?.url ?? ""
        let pool = PostgresPool(
            PostgresConfiguration(url: url, maxConnections: settings.databaseConnections), on: reactor.nextLoop(),
            logger: logger)
        // Sessions have loops of their own: what is computed between their commands does not hold up the database's answers.
        let deviceReactor = Reactor(loops: max(1, ProcessInfo.processInfo.activeProcessorCount))
        let outcome: Result<Void, any Error>
        do {
            let program = try Program(
                settings: settings, logger: logger, pool: pool, deviceReactor: deviceReactor, postgres: postgres)
            outcome = .success(try await program.run(body))
        } catch {
            outcome = .failure(error)
        }
        await pool.close()
        deviceReactor.shutdown()
        reactor.shutdown()
        try outcome.get()
    }

    private func run(_ body: (Program) async throws -> Void) async throws {
        do {
            try await body(self)
        } catch {
            await sessions.close()
            throw error
        }
        await sessions.close()
    }

    private init(
        settings: Settings, logger: Logger, pool: PostgresPool, deviceReactor: Reactor, postgres: PrivatePostgres?
    ) throws {
        self.settings = settings
        self.logger = logger
        self.pool = pool
        self.postgres = postgres
        self.deviceReactor = deviceReactor
        database = Database(pool: pool)
        hub = EventHub(database: database)
        let keyRing = try KeyRing.loadOrCreate(at: settings.keyFile)
        keyGuard = KeyGuard(database: database, keyRing: keyRing)
        let platforms = try PlatformCatalogue(directory: settings.platformsFolder)
        let access = AccessPolicy(allowsTelnet: settings.allowsDeviceTelnet)
        sessions = DeviceSessions(
            database: database, keyRing: keyRing, platforms: platforms, reactor: deviceReactor,
            timeouts: DeviceTimeouts(settings), pool: PoolLimits(settings), access: access,
            breakers: BreakerPolicy(settings),
            lockouts: LockoutPolicy(settings))
        services = Services(
            database: database, keyRing: keyRing, platforms: platforms, sessions: sessions, hub: hub,
            hasher: PasswordHasher(), access: access, signInPolicy: SignInPolicy(settings),
            leaseSeconds: settings.jobLease.wholeSeconds, archiveFolder: settings.archiveFolder)
    }

    /// The migrations found in the migrations folder, for this database.
    func migrator() throws -> Migrator {
        Migrator(pool, files: try MigrationFile.load(directory: settings.migrationsFolder))
    }

    /// Refuses an older or newer schema, with the reason and what to do.
    func requireCurrentSchema() async throws {
        try await migrator().requireCurrent()
    }

    /// Refuses a key that does not fit what is sealed in the database.
    func checkKey() async throws {
        try await keyGuard.check()
    }

    private static func logger(_ settings: Settings) -> Logger {
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        var logger = Logger(label: "netstacks", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = level
        return logger
    }
}

extension DeviceTimeouts {
    init(_ settings: Settings) {
        self.init()
        ssh.tcp = settings.deviceConnectTimeout
        ssh.keyExchange = settings.deviceKeyExchangeTimeout
        ssh.authentication = settings.deviceAuthenticationTimeout
        silence = settings.deviceCommandTimeout
    }
}

extension PoolLimits {
    /// Nil when no session stays open after its use.
    init?(_ settings: Settings) {
        guard settings.deviceSessions > 0 else { return nil }
        self.init(
            sessions: settings.deviceSessions, perDevice: settings.deviceSessionsEach,
            perSite: settings.deviceSessionsPerSite > 0 ? settings.deviceSessionsPerSite : nil,
            logins: settings.deviceLogins, loginsPerSite: settings.deviceLoginsPerSite,
            idleAge: settings.deviceSessionIdle, absoluteAge: settings.deviceSessionAge)
    }
}

extension BreakerPolicy {
    init(_ settings: Settings) {
        self.init(
            failureLimit: settings.breakerFailures, window: settings.breakerWindow.seconds,
            pause: settings.breakerPause.seconds, longestPause: settings.breakerLongestPause.seconds)
    }
}

extension LockoutPolicy {
    init(_ settings: Settings) {
        self.init(
            refusalLimit: settings.lockoutRefusals, window: settings.lockoutWindow.seconds,
            pause: settings.lockoutPause.seconds)
    }
}

extension SignInPolicy {
    init(_ settings: Settings) {
        self.init(
            idleSeconds: settings.sessionIdleTimeout.wholeSeconds,
            absoluteSeconds: settings.sessionLifetime.wholeSeconds,
            failuresPerName: settings.signInAttempts, windowSeconds: settings.signInWindow.wholeSeconds)
    }
}

extension Duration {
    /// Whole seconds, at least 1.
    var wholeSeconds: Int { max(1, Int(components.seconds)) }

    /// Seconds with their fraction.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
