import SSH
import Synchronization

/// Takes the host key out of the callback that reports it, once per session.
final class OfferedKey: Sendable {
    private let stored = Mutex<SSHHostKey?>(nil)

    var key: SSHHostKey? { stored.withLock { $0 } }

    func store(_ key: SSHHostKey) {
        stored.withLock { $0 = key }
    }
}
