import Foundation

/// Why a wait on the event loop ended without the thing it waited for.
public enum ReactorError: Error, Equatable, CustomStringConvertible {
    /// The deadline passed first.
    case timedOut
    /// The waiting task, or the wait itself, was cancelled.
    case cancelled
    /// The descriptor was given up, or the loop was shut down.
    case forgotten
    /// The system refused to watch the descriptor; the value is errno.
    case system(Int32)

    /// A sentence that is safe to show.
    public var description: String {
        switch self {
        case .timedOut: "The deadline passed before the connection was ready."
        case .cancelled: "The wait was cancelled."
        case .forgotten: "The connection was closed while something waited for it."
        case .system(let code): "The system cannot watch this connection: \(String(cString: strerror(code)))."
        }
    }
}
