/// What a transaction sees of the others.
public enum IsolationLevel: Sendable {
    /// Each statement sees what was committed before it; the usual choice.
    case readCommitted
    /// All statements see one moment; an update may end with `.serializationFailure`.
    case repeatableRead
    /// As if transactions ran one after the other; any statement may end with `.serializationFailure`.
    case serializable

    var begin: SQL {
        switch self {
        case .readCommitted: "BEGIN ISOLATION LEVEL READ COMMITTED"
        case .repeatableRead: "BEGIN ISOLATION LEVEL REPEATABLE READ"
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        }
    }
}
