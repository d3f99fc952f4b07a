import Domain
import Foundation
import JobRunner
import Persistence
import Synchronization

/// Jobs that do nothing but being counted.
final class NoOpWork: JobHandling {
    private struct State {
        var count = 0
        var lastStart: ContinuousClock.Instant?
        var target = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    var kinds: [JobKind] { [QueueRun.kind] }
    var count: Int { state.withLock(\.count) }
    var lastStart: ContinuousClock.Instant? { state.withLock(\.lastStart) }

    func run(_ job: Job) async throws -> JobOutcome {
        let now = ContinuousClock.now
        let waiter = state.withLock { state in
            state.count += 1
            state.lastStart = now
            guard state.count >= state.target else { return nil as CheckedContinuation<Void, Never>? }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
        return .done(.null)
    }

    /// Returns when so many have been run since the start.
    func wait(for count: Int) async throws {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.count >= count { return true }
                state.target = count
                state.waiter = continuation
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Returns when the worker runs its first job, and starts to count again.
    func hasBegun(_ database: Database) async throws {
        try await JobRepository(database).enqueue(NewJob(QueueRun.kind, rules: QueueRun.rules))
        try await wait(for: 1)
        while try await JobRepository(database).list(JobFilter(states: [.queued, .running])).total > 0 {
            try await Task.sleep(for: .milliseconds(2))
        }
        state.withLock { $0.count = 0 }
    }
}
