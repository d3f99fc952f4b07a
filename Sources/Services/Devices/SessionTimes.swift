import DeviceCLI
import Synchronization

/// Takes the times of a session's stages out of the callback that reports them.
final class SessionTimes: Sendable {
    private let stored = Mutex<[StageTime]?>(nil)

    /// Nil while the session does not stand at its prompt; empty when it was kept from an earlier use.
    var stages: [StageTime]? { stored.withLock { $0 } }

    func store(_ stages: [StageTime]) {
        stored.withLock { $0 = stages }
    }
}
