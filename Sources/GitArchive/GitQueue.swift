import Foundation

/// A thread of Dispatch on which libgit2 works: it blocks on disks and networks, and event loops must not.
final class GitQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "netstacks.git")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
