import Foundation
import Synchronization

/// A few threads for computations that would block Swift's own, with a bounded line of waiting work.
final class HashingThreads: Sendable {
    private let queue: OperationQueue
    private let admitted = Mutex(0)
    private let limit: Int

    init(threads: Int, waiting: Int) {
        queue = OperationQueue()
        queue.name = "netstacks.password-hashing"
        queue.maxConcurrentOperationCount = max(1, threads)
        limit = max(1, threads) + max(0, waiting)
    }

    /// Runs `work` on one of the threads; throws `.hashingBusy` when the line is full.
    func run<R: Sendable>(_ work: @escaping @Sendable () -> Result<R, SecretsError>) async throws(SecretsError) -> R {
        let isAdmitted = admitted.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        guard isAdmitted else {
            throw SecretsError(
                .hashingBusy, "Too many people are signing in at this moment; try again in a few seconds.")
        }
        let result: Result<R, SecretsError> = await withCheckedContinuation { continuation in
            queue.addOperation {
                let result = work()
                self.admitted.withLock { $0 -= 1 }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }
}
