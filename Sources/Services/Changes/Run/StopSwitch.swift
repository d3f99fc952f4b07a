import Synchronization

/// Lets a stop reach the part of a run that may be interrupted, whether it has begun or not.
final class StopSwitch: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isPulled = false
        var cancel: (@Sendable () -> Void)?
    }

    var isPulled: Bool { state.withLock(\.isPulled) }

    /// Stops what is guarded now, or what will be.
    func pull() {
        let cancel = state.withLock { state in
            state.isPulled = true
            return state.cancel
        }
        cancel?()
    }

    /// Runs `body` so that a pull cancels it.
    func guarding<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let task = Task { try await body() }
        let wasPulled = state.withLock { state in
            state.cancel = { task.cancel() }
            return state.isPulled
        }
        if wasPulled { task.cancel() }
        defer { state.withLock { $0.cancel = nil } }
        return try await task.value
    }
}
