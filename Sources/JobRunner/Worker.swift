public import Logging
public import Persistence
public import ServiceLifecycle

/// Claims jobs, runs them, keeps its heartbeat, and takes over what dead workers left.
///
/// It works in shifts: one that finds itself given up by the others, because it could not be heard, stops its jobs and
/// begins anew under another id.
public final class Worker: Service {
    private let database: Database
    private let handlers: any JobHandling
    private let options: WorkerOptions
    private let logger: Logger

    /// A worker; nothing is claimed until ``run()``.
    public init(database: Database, handlers: any JobHandling, options: WorkerOptions, logger: Logger) {
        self.database = database
        self.handlers = handlers
        self.options = options
        self.logger = logger
    }

    /// Works until the service group shuts down, or until someone wants the worker drained; then it claims no more, lets its
    /// jobs end, and signs off.
    public func run() async throws {
        while true {
            let shift = WorkerShift(database: database, handlers: handlers, options: options, logger: logger)
            switch try await shift.run() {
            case .stopped: return
            case .givenUp: logger.warning("this worker was given up by the others; it begins anew")
            }
        }
    }
}
