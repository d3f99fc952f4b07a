import Foundation
import JobRunner
import Logging
import Persistence
import Postgres
import Reactor
import ServiceLifecycle
import UnixSignals

/// A worker for the tests to kill, freeze and cut off; its settings come from the environment.
@main
enum ChaosWorker {
    static func main() async throws {
        let loop = EventLoop(name: "chaos")
        let queue = pool(try text("CHAOS_QUEUE_URL"), connections: number("CHAOS_CONNECTIONS", 8), on: loop)
        let trace = pool(try text("CHAOS_TRACE_URL"), connections: 4, on: loop)
        var logger = Logger(label: "chaos")
        logger.logLevel = .debug
        let worker = Worker(
            database: Database(pool: queue),
            handlers: ChaosHandlers(trace: FencedTrace(database: Database(pool: trace))),
            options: options, logger: logger)
        let group = ServiceGroup(services: [worker], gracefulShutdownSignals: [.sigterm], logger: logger)
        try await group.run()
        await queue.close()
        await trace.close()
    }

    private static var options: WorkerOptions {
        let standard = WorkerOptions()
        return WorkerOptions(
            concurrency: number("CHAOS_SLOTS", 8),
            lease: milliseconds("CHAOS_LEASE_MS") ?? standard.lease,
            heartbeat: milliseconds("CHAOS_HEARTBEAT_MS") ?? standard.heartbeat,
            pollSeconds: number("CHAOS_POLL_SECONDS", standard.pollSeconds),
            drainSeconds: number("CHAOS_DRAIN_SECONDS", 5))
    }

    private static func pool(_ url: String, connections: Int, on loop: EventLoop) -> PostgresPool {
        PostgresPool(
            PostgresConfiguration(
                url: url, maxConnections: connections, statementTimeout: .seconds(10), waitTimeout: .seconds(10),
                applicationName: "chaos"),
            on: loop)
    }

    private static func text(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name] else {
            throw Missing(description: "\(name) is not set")
        }
        return value
    }

    private static func number(_ name: String, _ standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }

    private static func milliseconds(_ name: String) -> Duration? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }.map { .milliseconds($0) }
    }

    private struct Missing: Error, CustomStringConvertible {
        let description: String
    }
}
