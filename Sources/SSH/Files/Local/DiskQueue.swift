import Foundation

/// A thread of Dispatch on which a file is read and written: disks may make wait, and event loops must not.
final class DiskQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "netstacks.disk")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
