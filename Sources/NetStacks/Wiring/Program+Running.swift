import Domain
import JobRunner
import Logging
import PrivatePostgres
import ProgramSettings
import Reactor
import ServiceLifecycle
import Services
import UnixSignals
import Web

extension Program {
    /// Serves until a signal ends it; works on jobs too unless the settings say otherwise.
    func serve() async throws {
        try await services.platformTexts.reload()
        let web = WebApplication(
            configuration: WebConfiguration(
                host: settings.listenHost, port: settings.listenPort, viewsFolder: settings.viewsFolder,
                publicFolder: settings.publicFolder, usesSecureCookies: settings.usesSecureCookies,
                trustedProxies: settings.trustedProxies, version: Version.text),
            services: services, logger: logger)
        let logger = logger
        let host = settings.listenHost
        let address = settings.publicURL
        let application = try web.application { port in
            logger.info("listening", metadata: ["address": "\(address)", "host": "\(host)", "port": "\(port)"])
        }
        var running: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: HubService(hub: hub)), .init(service: platformFollower()),
        ]
        // A worker that is drained leaves the pages up.
        if settings.runsWorker {
            running.append(.init(service: worker(), successTerminationBehavior: .ignore))
            running.append(.init(service: scheduler()))
        }
        running.append(.init(service: application))
        try await runUntilSignal(running)
    }

    /// Works on jobs until a signal ends it, or until somebody wants it drained.
    func work() async throws {
        try await services.platformTexts.reload()
        try await runUntilSignal([
            .init(service: HubService(hub: hub)), .init(service: platformFollower()),
            // A worker that is drained ends the program.
            .init(service: worker(), successTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: scheduler()),
        ])
    }

    private func platformFollower() -> PlatformFollower {
        PlatformFollower(
            platforms: services.platformTexts,
            watch: FolderWatch(services.platformTexts.folder, on: deviceReactor.nextLoop()), logger: logger)
    }

    private func worker() -> Worker {
        Worker(
            database: database, handlers: JobHandlers(services: services),
            options: WorkerOptions(
                concurrency: settings.workerConcurrency, lease: settings.jobLease, heartbeat: settings.jobHeartbeat,
                pollSeconds: settings.jobPollInterval.wholeSeconds, version: Version.text),
            logger: logger)
    }

    private func scheduler() -> Scheduler {
        Scheduler(
            firing: services.scheduleFiring, pollSeconds: settings.jobPollInterval.wholeSeconds, logger: logger)
    }

    private func runUntilSignal(_ running: [ServiceGroupConfiguration.ServiceConfiguration]) async throws {
        var running = running
        if let postgres { running.insert(.init(service: PostgresService(postgres: postgres)), at: 0) }
        var configuration = ServiceGroupConfiguration(
            services: running, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// Keeps the private PostgreSQL running for as long as the program does.
struct PostgresService: Service {
    let postgres: PrivatePostgres

    func run() async throws {
        await cancelWhenGracefulShutdown { await postgres.keepRunning() }
    }
}

/// Hears the database's notifications for as long as the program runs.
struct HubService: Service {
    let hub: EventHub

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await hub.run() }
    }
}
