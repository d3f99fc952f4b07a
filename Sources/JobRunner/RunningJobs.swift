import Domain
import Synchronization

/// The jobs that run in this process, so that a stop reaches each of them.
final class RunningJobs: Sendable {
    private let tasks = Mutex<[Job.ID: Task<Void, Never>]>([:])

    var count: Int { tasks.withLock(\.count) }

    var isEmpty: Bool { count == 0 }

    var ids: [Job.ID] { tasks.withLock { Array($0.keys) } }

    /// Starts the work of a job; it is on the list before it can end.
    func start(_ id: Job.ID, _ work: @escaping @Sendable () async -> Void) {
        // A task of its own, because its end must not depend on the loop that claimed it.
        tasks.withLock { $0[id] = Task { await work() } }
    }

    func remove(_ id: Job.ID) {
        tasks.withLock { $0[id] = nil }
    }

    func cancel(_ id: Job.ID) {
        tasks.withLock { $0[id] }?.cancel()
    }

    func cancelAll() {
        for task in tasks.withLock({ Array($0.values) }) { task.cancel() }
    }

    /// Waits until each of them has ended.
    func waitForAll() async {
        for task in tasks.withLock({ Array($0.values) }) { await task.value }
    }
}
