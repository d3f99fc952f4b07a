import Synchronization

/// What one listener has not read yet, bounded; when it would overflow, all of it becomes a single gap.
final class NotificationBuffer: Sendable {
    private static let bound = 1024

    private struct State {
        var waiting: [PostgresNotification] = []
        var reader: CheckedContinuation<PostgresNotification?, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())

    func append(_ event: PostgresNotification) {
        let reader = state.withLock { state -> CheckedContinuation<PostgresNotification?, Never>? in
            if state.isClosed { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            // A gap makes everything before it superfluous.
            if event == .gap || state.waiting.count >= Self.bound {
                state.waiting = [.gap]
            } else {
                state.waiting.append(event)
            }
            return nil
        }
        reader?.resume(returning: event)
    }

    /// Ends the sequence once what waits was read.
    func close() {
        let reader = state.withLock { state in
            state.isClosed = true
            return state.reader.take()
        }
        reader?.resume(returning: nil)
    }

    /// The next event; nil at the end, and at once when the task is cancelled.
    func next() async -> PostgresNotification? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (event, isAnswered) = state.withLock { state -> (PostgresNotification?, Bool) in
                    if Task.isCancelled { return (nil, true) }
                    if !state.waiting.isEmpty { return (state.waiting.removeFirst(), true) }
                    // A second reader is a mistake of the caller; it ends at once instead of pushing out the first.
                    if state.isClosed || state.reader != nil { return (nil, true) }
                    state.reader = continuation
                    return (nil, false)
                }
                if isAnswered { continuation.resume(returning: event) }
            }
        } onCancel: {
            let reader = state.withLock { $0.reader.take() }
            reader?.resume(returning: nil)
        }
    }
}
