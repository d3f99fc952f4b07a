/// What a connection is used for.
enum ConnectionRole: Sendable {
    /// One user at a time: transactions and sessions.
    case exclusive
    /// Statements of many, each committed by itself.
    case shared
    /// Statements of many that only read, which the server holds them to; neighbours share one sync.
    case reading

    /// What it sets beyond what every connection sets.
    var preamble: String {
        switch self {
        case .exclusive, .shared: ""
        // Not serializable: such a read can fail at its commit, when it was answered already.
        case .reading:
            "; SET default_transaction_read_only = on; SET default_transaction_isolation = 'read committed'"
        }
    }
}
