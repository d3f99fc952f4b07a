public import Logging
import Persistence
public import ServiceLifecycle
public import Services

/// Fires schedules when they are due. Any number may run over one database: nobody leads, each due time fires once.
public final class Scheduler: Service {
    private let firing: ScheduleFiring
    private let pollSeconds: Int
    private let logger: Logger
    private let bell = Bell()

    /// A scheduler that sleeps at most `pollSeconds` when nothing wakes it.
    public init(firing: ScheduleFiring, pollSeconds: Int, logger: Logger) {
        self.firing = firing
        self.pollSeconds = max(1, pollSeconds)
        self.logger = logger
    }

    /// Fires until the service group shuts down; a round that has begun is finished.
    public func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen() }
            group.addTask { await self.fireLoop() }
            await withGracefulShutdownHandler {
                _ = await group.next()
            } onGracefulShutdown: {
                self.bell.close()
            }
            group.cancelAll()
        }
    }

    private func fireLoop() async {
        while !bell.isClosed, !Task.isCancelled {
            await bell.wait(seconds: await fire())
        }
    }

    /// Fires what is due; the answer is how long to sleep, in seconds.
    private func fire() async -> Double {
        let longest = Double(pollSeconds)
        do {
            let round = try await firing.fireDue()
            for failure in round.failures {
                logger.error(
                    "schedule could not be fired",
                    metadata: ["schedule": "\(failure.id)", "error": "\(String(reflecting: failure.error))"])
            }
            guard let seconds = try await firing.secondsUntilNext(besides: round.failures.map(\.id)) else {
                return longest
            }
            // Another process may hold what is due; it is looked at again in a moment.
            return min(longest, max(0.05, seconds))
        } catch {
            if !Task.isCancelled {
                logger.warning("could not fire schedules", metadata: ["error": "\(String(reflecting: error))"])
            }
            return longest
        }
    }

    private func listen() async {
        for await _ in firing.changes() { bell.ring() }
    }
}
