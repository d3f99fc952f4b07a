import Domain
import Synchronization

/// The jobs of this worker, from their claim until their end is stored, so that a stop reaches each of them.
final class RunningJobs: Sendable {
    private struct Entry {
        let job: Job
        let task: Task<Void, Never>
        var isStoring = false
        /// Whether someone wants the job stopped, and not only its worker.
        var isWantedStopped = false
    }

    private struct State {
        var entries: [Job.ID: Entry] = [:]
        var storing = 0
        var finished = 0
        /// Jobs that someone wants stopped and that are not here, the last of them: the answer to a claim may be on its way.
        var wantedStopped: [Job.ID] = []
        /// Claims that were given back because their answer was lost; one that comes after all is not started.
        var disowned: Set<JobClaim> = []
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

    /// Starts the work of a job; it is on the list before it can end, and leaves it by itself. `false` when it was disowned.
    @discardableResult
    func start(_ job: Job, _ work: @escaping @Sendable () async -> Void) -> Bool {
        state.withLock { state in
            guard state.disowned.remove(JobClaim(job.id, token: job.fencingToken)) == nil else { return false }
            // A task of its own, because its end must not depend on the loop that claimed it.
            let task = Task {
                await work()
                remove(job.id)
            }
            let isWantedStopped = state.wantedStopped.contains(job.id)
            state.entries[job.id] = Entry(job: job, task: task, isWantedStopped: isWantedStopped)
            if isWantedStopped { task.cancel() }
            return true
        }
    }

    /// Those of these claims that it knows nothing of.
    func unknown(_ claims: [JobClaim]) -> [JobClaim] {
        state.withLock { state in claims.filter { state.entries[$0.id] == nil } }
    }

    /// Promises never to start these; the answer leaves out those that were started meanwhile.
    func disown(_ claims: [JobClaim]) -> [JobClaim] {
        state.withLock { state in
            let lost = claims.filter { state.entries[$0.id] == nil }
            state.disowned.formUnion(lost)
            return lost
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

    /// Stops a job because someone wants that.
    func cancel(_ id: Job.ID) {
        let task = state.withLock { state in
            if state.entries[id] == nil {
                state.wantedStopped = state.wantedStopped.suffix(99) + [id]
            }
            state.entries[id]?.isWantedStopped = true
            return state.entries[id]?.task
        }
        task?.cancel()
    }

    func isWantedStopped(_ id: Job.ID) -> Bool { state.withLock { $0.entries[id]?.isWantedStopped == true } }

    /// Stops the jobs that fit because their worker has to.
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
