import CShims

/// What a task waits for on a file descriptor; an error or a hang-up ends every wait.
public enum Readiness: Sendable {
    /// Reading would not block.
    case readable
    /// Writing would not block.
    case writable
    /// Reading or writing would not block, whichever comes first.
    case either

    var interest: UInt32 {
        switch self {
        case .readable: CS_READABLE
        case .writable: CS_WRITABLE
        case .either: CS_READABLE | CS_WRITABLE
        }
    }
}
