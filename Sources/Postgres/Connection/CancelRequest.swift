import CPQ
import Dispatch

/// Asks the server to stop what a connection is running.
// The PGcancel is made by the connection's actor, then used and freed by one thread.
struct CancelRequest: @unchecked Sendable {
    private let pointer: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let pointer = PQgetCancel(connection) else { return nil }
        self.pointer = pointer
    }

    /// Sends it on a thread of its own, since PQcancel opens a second connection and blocks; `done` runs on that thread.
    func send(_ done: @escaping @Sendable () -> Void) {
        DispatchQueue.global().async {
            var message = [CChar](repeating: 0, count: 256)
            // A request that could not be sent leaves the statement running; the connection's own deadline ends it then.
            _ = PQcancel(pointer, &message, Int32(message.count))
            PQfreeCancel(pointer)
            done()
        }
    }
}
