import Reactor
import Synchronization

/// The wish that an operation ends at its next safe step, which leaves its connection usable.
final class StopWish: Sendable {
    private let isMade = Mutex(false)

    /// Throws `CancellationError` when the wish was made.
    func check() throws(CancellationError) {
        if self.isMade.withLock({ $0 }) { throw CancellationError() }
    }

    /// Runs `work` so that a cancellation becomes a wish first, and a cancellation of the work when that takes too long.
    static func honoured<Result: Sendable>(
        on loop: EventLoop, within grace: Duration = .milliseconds(800),
        _ work: @escaping @Sendable (StopWish) async throws -> Result
    ) async throws -> Result {
        let wish = StopWish()
        let task = Task { try await work(wish) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            wish.isMade.withLock { $0 = true }
            loop.schedule(at: .now + grace) { task.cancel() }
        }
    }
}
