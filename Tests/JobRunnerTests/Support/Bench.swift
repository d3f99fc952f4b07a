import Domain
import Foundation
import JobRunner
import Logging
import Persistence
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

/// A database with the queue in it, and workers that a test starts.
struct Bench: Sendable {
    let database: Database
    let pool: PostgresPool
    let happenings = Happenings()

    var jobs: JobRepository { JobRepository(database) }
    var workers: WorkerRepository { WorkerRepository(database) }

    static func with(_ body: (Bench) async throws -> Void) async throws {
        try await TestDatabase.with(migratedWith: migrations) { database in
            let pool = database.pool()
            do {
                try await body(Bench(database: Database(pool: pool), pool: pool))
            } catch {
                await pool.close()
                throw error
            }
            await pool.close()
        }
    }

    /// Runs a worker while `body` does; then it is shut down, unless it has ended by itself.
    func work(
        _ options: WorkerOptions = WorkerOptions(heartbeat: .milliseconds(100)), kinds: [JobKind]? = nil,
        _ script: @escaping @Sendable (Job) async throws -> JobOutcome,
        while body: (ServiceGroup) async throws -> Void
    ) async throws {
        var handlers = ScriptedHandlers(happenings: happenings, body: script)
        if let kinds { handlers.kinds = kinds }
        var logger = Logger(label: "bench")
        logger.logLevel = .critical
        let worker = Worker(database: database, handlers: handlers, options: options, logger: logger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup)], logger: logger
            ))
        async let run: Void = group.run()
        do {
            try await body(group)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await run
    }

    /// The job as soon as it is as wanted; asked for again at every notification.
    func job(_ id: Job.ID, when fits: (Job) -> Bool = \.state.isFinal) async throws -> Job {
        for await _ in database.notifications(on: ["netstacks_event"]) {
            if let job = try await jobs.find(id), fits(job) { return job }
        }
        throw CancellationError()
    }

    /// The only worker that lives.
    func livingWorker() async throws -> WorkerProcess {
        try #require(try await workers.list(.first).elements.first)
    }

    func enqueue(_ kind: JobKind = .planChange, _ rules: JobRules = JobRules(maxAttempts: 3, isRepeatable: true))
        async throws -> Job.ID
    {
        try await jobs.enqueue(NewJob(kind, rules: rules))
    }

    private static var migrations: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Migrations").path
    }
}
