import Foundation
import Postgres
import Reactor

/// What one round of ours reached.
struct Measurement {
    let statementsPerSecond: Double
    /// Processor time of this process for each statement, all its threads together.
    let microseconds: Double

    /// Runs the workload in so many tasks, which prefer the loop of the pool, for that long.
    static func take(
        _ workload: Workload, on pool: PostgresPool, loop: EventLoop, tasks: Int, seconds: Int
    ) async throws -> Measurement {
        // Connections open and statements are prepared before the clock starts, as they are in pgbench.
        _ = try await count(workload, on: pool, loop: loop, tasks: tasks, until: .now + .milliseconds(100))
        let processor = processorTime()
        let start = ContinuousClock.now
        let count = try await count(workload, on: pool, loop: loop, tasks: tasks, until: start + .seconds(seconds))
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return Measurement(
            statementsPerSecond: Double(count) / elapsed,
            microseconds: (processorTime() - processor) * 1e6 / Double(count))
    }

    private static func count(
        _ workload: Workload, on pool: PostgresPool, loop: EventLoop, tasks: Int, until end: ContinuousClock.Instant
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 1...tasks {
                group.addTask(executorPreference: loop) {
                    var random = Xorshift(seed: task)
                    var count = 0
                    repeat {
                        // Looking at the clock is rarer than a statement.
                        for _ in 0..<16 { try await workload.run(pool, &random) }
                        count += 16
                    } while ContinuousClock.now < end
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
