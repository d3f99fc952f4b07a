import Synchronization

/// What happened in a test, in order; a test waits for what is to happen.
final class Happenings: Sendable {
    private struct State {
        var list: [String] = []
        var waiting: [(text: String, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var list: [String] { state.withLock(\.list) }

    func note(_ text: String) {
        let awake = state.withLock { state in
            state.list.append(text)
            let awake = state.waiting.filter { $0.text == text }
            state.waiting.removeAll { $0.text == text }
            return awake
        }
        for each in awake { each.continuation.resume() }
    }

    /// Returns when this has happened; the test's time limit ends a wait for what never comes.
    func wait(for text: String) async {
        await withCheckedContinuation { continuation in
            let hasHappened = state.withLock { state in
                if state.list.contains(text) { return true }
                state.waiting.append((text, continuation))
                return false
            }
            if hasHappened { continuation.resume() }
        }
    }
}
