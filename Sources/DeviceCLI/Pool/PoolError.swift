/// Why a pool gave no session.
public enum PoolError: Error, Sendable, Hashable {
    /// The caps of the device, its site or the pool were reached, and nobody gave a session back in time.
    case noneFree
    /// The pool was closed.
    case closed
}
