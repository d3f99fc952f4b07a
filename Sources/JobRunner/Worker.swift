import Domain
import Foundation
public import Logging
public import Persistence
public import ServiceLifecycle

/// Claims jobs, runs them, keeps their leases, and takes over what dead workers left.
public final class Worker: Service {
    let id = WorkerID()
    let database: Database
    let handlers: JobHandlers
    let options: WorkerOptions
    let logger: Logger
    let running = RunningJobs()
    private let bell = Bell()

    /// A worker; nothing is claimed until ``run()``.
    public init(database: Database, handlers: JobHandlers, options: WorkerOptions, logger: Logger) {
        self.database = database
        self.handlers = handlers
        self.options = options
        var logger = logger
        logger[metadataKey: "worker"] = "\(id)"
        self.logger = logger
    }

    /// Works until the service group shuts down; then it claims no more, lets its jobs end, and signs off.
    public func run() async throws {
        try await persist {
            try await WorkerRepository(self.database).insert(
                id: self.id, host: ProcessInfo.processInfo.hostName,
                processID: Int(ProcessInfo.processInfo.processIdentifier), version: self.options.version)
        }
        logger.info("worker started")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen() }
            group.addTask { await self.keepLeases() }
            group.addTask { await self.claimLoop() }
            await withGracefulShutdownHandler {
                _ = await group.next()
            } onGracefulShutdown: {
                self.bell.close()
            }
            // The claiming loop has ended; the leases are kept while the last jobs end.
            await self.drain()
            group.cancelAll()
        }
        await attempt("sign off") { try await WorkerRepository(self.database).stop(self.id) }
        logger.info("worker stopped")
    }

    private func claimLoop() async {
        while !bell.isClosed, !Task.isCancelled {
            let free = options.concurrency - running.count
            var claimed: [Job] = []
            if free > 0 {
                await attempt("claim jobs") {
                    claimed = try await JobRepository(self.database).claim(
                        workerID: self.id, kinds: JobKind.allCases, limit: free,
                        leaseSeconds: self.options.leaseSeconds)
                }
                claimed.forEach(start)
            }
            if claimed.count == free || claimed.isEmpty { await sleepUntilNeeded() }
        }
    }

    private func sleepUntilNeeded() async {
        var seconds = Double(options.pollSeconds)
        await attempt("ask for the next job") {
            if running.count < self.options.concurrency,
                let due = try await JobRepository(self.database).secondsUntilNextDue(kinds: JobKind.allCases)
            {
                seconds = min(seconds, max(0.05, due))
            }
        }
        await bell.wait(seconds: seconds)
    }

    private func start(_ job: Job) {
        running.start(job.id) {
            await JobExecution(worker: self, job: job).run()
            self.running.remove(job.id)
            self.bell.ring()
        }
    }

    private func listen() async {
        for await notification in database.notifications(on: ["netstacks_job", "netstacks_job_cancel"]) {
            switch notification {
            case .message(let channel, let payload):
                if channel == "netstacks_job_cancel", let id = Job.ID(payload) {
                    running.cancel(id)
                } else {
                    bell.ring()
                }
            case .gap: bell.ring()
            }
        }
    }

    /// Heartbeats, and looks for the jobs of workers that have none any more.
    private func keepLeases() async {
        let lease = Duration.seconds(options.leaseSeconds)
        // After an outage of the database every lease looks abandoned, so the living get time to renew theirs.
        var takesOverFrom = ContinuousClock.now
        while !Task.isCancelled {
            let began = ContinuousClock.now
            var isKept = false
            await attempt("keep leases") {
                try await WorkerRepository(self.database).heartbeat(self.id)
                let held = try await JobRepository(self.database).heartbeat(
                    self.running.ids, workerID: self.id, leaseSeconds: self.options.leaseSeconds)
                for job in held where job.isCancelRequested { self.running.cancel(job.id) }
                isKept = true
            }
            let now = ContinuousClock.now
            if !isKept || now - began > lease / 2 { takesOverFrom = now + lease }
            if now >= takesOverFrom { await takeOver() }
            // Cancelled when the worker ends; the loop's condition sees it.
            try? await Task.sleep(for: options.heartbeat)
        }
    }

    private func takeOver() async {
        await attempt("take over") {
            let repeatable: [JobKind] = [.planChange, .runTarget]
            for job in try await JobRepository(self.database).rescue(repeatable: repeatable) {
                self.logger.warning("took over a job of a dead worker", metadata: ["job": "\(job.id)"])
                if job.state.isFinal {
                    try await self.handlers.conclude(job, job.failures.last?.message ?? "Its worker died.")
                }
            }
        }
    }

    private func drain() async {
        guard !running.isEmpty else { return }
        logger.info("waiting for running jobs", metadata: ["jobs": "\(running.count)"])
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.running.waitForAll() }
            group.addTask {
                // Cancelled when the jobs end before the deadline.
                try? await Task.sleep(for: .seconds(self.options.drainSeconds))
                if !Task.isCancelled { self.running.cancelAll() }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Tries once; what fails is logged, and the next turn of the loop tries again.
    func attempt(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            if !Task.isCancelled {
                logger.warning("could not \(what)", metadata: ["error": "\(String(reflecting: error))"])
            }
        }
    }

    /// Tries until the database answers, for at most a minute.
    func persist(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            do {
                return try await body()
            } catch let problem as Problem where problem.kind == .unavailable && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}
