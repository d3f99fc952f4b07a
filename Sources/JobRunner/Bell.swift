import Synchronization

/// Wakes the claiming loop: rung when there may be work, closed when the worker stops.
final class Bell: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isClosed = false
        var isRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Wakes the sleeper, or keeps the next one from falling asleep.
    func ring() {
        wake { $0.isRung = true }
    }

    /// Wakes the sleeper for good.
    func close() {
        wake { $0.isClosed = true }
    }

    /// Returns when rung, closed, cancelled, or after so many seconds.
    func wait(seconds: Double) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.sleep() }
            group.addTask {
                // Cancelled when the bell rings first.
                try? await Task.sleep(for: .seconds(seconds))
                self.ring()
            }
            await group.next()
            group.cancelAll()
        }
        state.withLock { $0.isRung = false }
    }

    private func sleep() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isAwake = state.withLock { state in
                    if state.isRung || state.isClosed { return true }
                    state.sleeper = continuation
                    return false
                }
                if isAwake { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let sleeper = state.withLock { state in
            change(&state)
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }
}
