import Domain
import Synchronization

/// The jobs of this worker, from their claim until their end is stored, so that a stop reaches each of them.
final class RunningJobs: Sendable {
    private struct Entry {
        let job: Job
        let task: Task<Void, Never>
        var isStoring = false
    }

    private struct State {
        var entries: [Job.ID: Entry] = [:]
        var storing = 0
        var finished = 0
    }

    private let state = Mutex(State())

    /// How many are at work; those whose end is only being stored take no slot.
    var working: Int { state.withLock { $0.entries.count - $0.storing } }

    /// How many ends are being stored.
    var storing: Int { state.withLock(\.storing) }

    var isEmpty: Bool { state.withLock(\.entries.isEmpty) }

    /// How many have ended since the start.
    var finished: Int { state.withLock(\.finished) }

    var ids: [Job.ID] { state.withLock { Array($0.entries.keys) } }

    /// Starts the work of a job; it is on the list before it can end, and leaves it by itself.
    func start(_ job: Job, _ work: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            // A task of its own, because its end must not depend on the loop that claimed it.
            let task = Task {
                await work()
                remove(job.id)
            }
            state.entries[job.id] = Entry(job: job, task: task)
        }
    }

    /// Frees the slot of a job whose work is over.
    func beginStoring(_ id: Job.ID) {
        state.withLock { state in
            guard state.entries[id]?.isStoring == false else { return }
            state.entries[id]?.isStoring = true
            state.storing += 1
        }
    }

    func cancel(_ id: Job.ID) {
        state.withLock { $0.entries[id]?.task }?.cancel()
    }

    /// Cancels the jobs that fit.
    func cancelAll(where fits: (Job) -> Bool = { _ in true }) {
        let tasks = state.withLock { $0.entries.values.filter { fits($0.job) }.map(\.task) }
        for task in tasks { task.cancel() }
    }

    /// Waits until each of them has ended and its end is stored.
    func waitForAll() async {
        for task in state.withLock({ $0.entries.values.map(\.task) }) { await task.value }
    }

    private func remove(_ id: Job.ID) {
        state.withLock { state in
            guard let entry = state.entries.removeValue(forKey: id) else { return }
            if entry.isStoring { state.storing -= 1 }
            state.finished += 1
        }
    }
}
