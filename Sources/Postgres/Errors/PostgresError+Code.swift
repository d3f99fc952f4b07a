extension PostgresError {
    /// The kinds of failure; a caller decides by these, never by text.
    public enum Code: Hashable, Sendable {
        /// The connection settings cannot be read.
        case invalidConfiguration
        /// The server was never reached: wrong address, down, or it refused the sign-in; nothing happened.
        case connectionFailed
        /// TLS was not agreed on as the address demands it: certificate, host name, key, or a server without TLS.
        case tlsFailed
        /// The connection was lost, and nothing of the statement or transaction was applied.
        ///
        /// `sqlState` is 57P01 when the server was shut down and 57P02 when it crashed.
        case connectionLost
        /// The connection was lost after the statement or COMMIT was sent: applied or not, nobody knows.
        case outcomeUnknown
        /// The statement took longer than its limit and was stopped.
        case timedOut
        /// The task was cancelled, or an administrator cancelled the statement; one that was running was asked to stop.
        case cancelled
        /// No connection became free in time.
        case poolExhausted
        /// The pool was closed.
        case closed
        /// SQLSTATE 23505; `constraint` names it.
        case uniqueViolation
        /// SQLSTATE 23503 or 23001; `constraint` names it.
        case foreignKeyViolation
        /// SQLSTATE 23514; `constraint` names it.
        case checkViolation
        /// SQLSTATE 23502; `column` names it.
        case notNullViolation
        /// SQLSTATE 23P01; `constraint` names it.
        case exclusionViolation
        /// SQLSTATE 40001: repeat the transaction.
        case serializationFailure
        /// SQLSTATE 40P01: repeat the transaction.
        case deadlock
        /// The tables were changed under a transaction that had used them (SQLSTATE 26000 or 0A000): repeat the transaction.
        case stalePlan
        /// SQLSTATE 55P03: a lock was not available at once or in time.
        case lockNotAvailable
        /// SQLSTATE 42P01, most often a missing migration.
        case undefinedTable
        /// SQLSTATE 42703, 42704, 42883 or 3F000: a column, type, function or schema is missing; most often a migration.
        case undefinedObject
        /// SQLSTATE 42601: the statement is not SQL.
        case syntaxError
        /// SQLSTATE 42501: the user of the connection may not do this.
        case insufficientPrivilege
        /// SQLSTATE 25006: the server is a replica or the transaction may only read.
        case readOnly
        /// SQLSTATE 53100: the server has no space left.
        case diskFull
        /// SQLSTATE 53300: the server takes no more connections.
        case tooManyConnections
        /// A value that the column's type cannot hold (SQLSTATE class 22), or text with a NUL character.
        case invalidValue
        /// Any other SQLSTATE.
        case server
        /// A column that is missing or holds something else than asked for.
        case undecodable(column: String)
        /// The program used the module wrongly, for example BEGIN outside `transaction`.
        case misuse
        /// The folder of migrations is not a complete, numbered row of files.
        case migrationFiles
        /// An applied migration was edited afterwards.
        case migrationEdited
        /// The database lacks migrations that the program has.
        case schemaOutdated
        /// The database has migrations that the program does not know.
        case schemaNewer
        /// A migration did not run; the database is as it was before that file.
        case migrationFailed
    }

    /// Whether repeating the statement or transaction is safe, since nothing was applied, and may well succeed.
    public var isRetryable: Bool {
        switch code {
        case .connectionFailed, .connectionLost, .poolExhausted, .serializationFailure, .deadlock, .stalePlan,
            .lockNotAvailable, .tooManyConnections:
            true
        default: false
        }
    }

    /// Whether the server or the network was away or busy, so that the same may succeed later; the outcome may be unknown.
    public var isTransient: Bool {
        isRetryable || [.outcomeUnknown, .timedOut, .diskFull, .readOnly].contains(code)
    }
}
