import Domain
import Foundation
import Logging
import Persistence
import ServiceLifecycle
import Synchronization

/// One registration of a worker, from its entry in the list of workers until it signs off or is given up.
final class WorkerShift: Sendable {
    /// Why a shift is over.
    enum End: Sendable {
        case stopped, givenUp
    }

    let id = WorkerID()
    let database: Database
    let handlers: any JobHandling
    let options: WorkerOptions
    let logger: Logger
    let running = RunningJobs()
    let endings: EndingCollector
    let bell = Bell()
    /// Wakes the heartbeat.
    let pulse = Bell()
    let isGivenUp = Atomic(false)
    /// Whether the database would give it nothing.
    let isPaused = Atomic(false)
    /// Until when claims are looked for whose answer was lost.
    let claimsInDoubt = Mutex<ContinuousClock.Instant?>(nil)
    /// When the last heartbeat that was stored had been sent: others may have seen no later one.
    let lastBeat = Mutex(ContinuousClock.now)

    init(database: Database, handlers: any JobHandling, options: WorkerOptions, logger: Logger) {
        self.database = database
        self.handlers = handlers
        self.options = options
        var logger = logger
        logger[metadataKey: "worker"] = "\(id)"
        self.logger = logger
        endings = EndingCollector(database: database, logger: logger)
    }

    func run() async throws -> End {
        try await register()
        logger.info("worker started")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen() }
            group.addTask { await self.keepAlive() }
            group.addTask { await self.lookAround() }
            group.addTask { await self.watchLease() }
            group.addTask { await self.keepHouse() }
            await withGracefulShutdownHandler {
                await claimLoop()
            } onGracefulShutdown: {
                self.bell.close()
            }
            // The claiming loop has ended; the heart beats on while the last jobs end.
            await drain()
            group.cancelAll()
        }
        if isGivenUp.load(ordering: .relaxed) { return .givenUp }
        await attempt("sign off") { try await WorkerRepository(self.database).stop(self.id) }
        logger.info("worker stopped")
        return .stopped
    }

    private func register() async throws {
        let process = ProcessInfo.processInfo
        while true {
            do {
                return try await WorkerRepository(database).insert(
                    id: id, host: process.hostName, processID: Int(process.processIdentifier),
                    version: options.version, slots: options.concurrency)
            } catch  where error.kind == .unavailable {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private func listen() async {
        for await notification in database.notifications(
            on: ["netstacks_job", "netstacks_job_cancel", "netstacks_worker"])
        {
            switch notification {
            case .message("netstacks_job_cancel", let payload):
                if let job = Job.ID(payload) { running.cancel(job) }
            case .message("netstacks_worker", let payload):
                if payload == id.description { pulse.ring() }
            case .message: bell.ring()
            case .gap:
                bell.ring()
                pulse.ring()
            }
        }
    }

    private func drain() async {
        guard !running.isEmpty else { return }
        logger.info("waiting for running jobs", metadata: ["jobs": "\(running.ids.count)"])
        if await areDone(within: .seconds(options.drainSeconds)) { return }
        running.cancelAll()
        // Those that were cancelled still bring their devices to a named state.
        if await areDone(within: .seconds(options.stopSeconds)) { return }
        // The database is away, or a job does not hear: whoever takes them over says what became of them.
        endings.close()
        if await areDone(within: .seconds(1)) { return }
        logger.error("stopping without the end of jobs", metadata: ["jobs": "\(running.ids.count)"])
    }

    private func areDone(within limit: Duration) async -> Bool {
        let done = Bell()
        // Tasks of their own: what does not end must not be waited for.
        let waiting = Task {
            await running.waitForAll()
            done.close()
        }
        await done.wait(seconds: limit / .seconds(1))
        waiting.cancel()
        return done.isClosed
    }

    /// Tries once; what fails is logged, and the next turn of the loop tries again. `false` when it failed.
    @discardableResult
    func attempt(_ what: String, _ body: () async throws -> Void) async -> Bool {
        do {
            try await body()
            return true
        } catch {
            if !Task.isCancelled {
                logger.warning("could not \(what)", metadata: ["error": "\(String(reflecting: error))"])
            }
            return false
        }
    }

    /// Tries until the database answers, as long as the shift lasts; what else fails is logged.
    func untilStored(_ what: String, _ body: () async throws -> Void) async {
        while true {
            do {
                return try await body()
            } catch let problem as Problem
                where problem.kind == .unavailable && !endings.isClosed && !Task.isCancelled
            {
                // Cancelled tasks go on to the next try, which fails and is logged.
                try? await Task.sleep(for: .milliseconds(500))
            } catch {
                logger.warning("could not \(what)", metadata: ["error": "\(String(reflecting: error))"])
                return
            }
        }
    }
}
