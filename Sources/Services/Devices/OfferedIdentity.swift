import Synchronization

/// Takes out of a session by what a device proved to be itself.
final class OfferedIdentity: Sendable {
    private let stored = Mutex<String?>(nil)

    var text: String? { stored.withLock { $0 } }

    func store(_ text: String) {
        stored.withLock { $0 = text }
    }
}
