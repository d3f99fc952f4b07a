extension PostgresError {
    /// Reads an error result of the server; nil when libpq made it because the connection broke.
    init?(_ result: PostgresResult) {
        // PG_DIAG_SQLSTATE and its siblings are character macros, which Swift does not import.
        guard let state = result.field("C") else { return nil }
        // Both ways to stop a statement have one SQLSTATE; only the message tells them apart.
        let isCancelled = state == "57014" && result.field("M")?.contains("user request") == true
        let code = isCancelled ? .cancelled : Self.code(sqlState: state)
        self.init(
            code, Self.summary(code), sqlState: state, constraint: result.field("n"), table: result.field("t"),
            column: result.field("c"), statement: result.statement, detail: result.errorMessage.trimmed)
    }

    static func code(sqlState: String) -> Code {
        switch sqlState {
        case "23505": .uniqueViolation
        // RESTRICT has a code of its own from PostgreSQL 18 on.
        case "23503", "23001": .foreignKeyViolation
        case "23514": .checkViolation
        case "23502": .notNullViolation
        case "23P01": .exclusionViolation
        case "40001": .serializationFailure
        case "40P01": .deadlock
        case "55P03": .lockNotAvailable
        case "42P01": .undefinedTable
        case "42703", "42704", "42883", "3F000": .undefinedObject
        case "42601": .syntaxError
        case "42501": .insufficientPrivilege
        case "25006": .readOnly
        case "53100": .diskFull
        case "53300": .tooManyConnections
        case "57P01", "57P02", "57P03": .connectionLost
        // Cancelled by the server's own statement_timeout; what we cancel ourselves is answered before this arrives.
        case "57014": .timedOut
        case _ where sqlState.hasPrefix("22"): .invalidValue
        default: .server
        }
    }

    private static func summary(_ code: Code) -> String {
        switch code {
        case .uniqueViolation: "Such a record exists already"
        case .foreignKeyViolation: "The record refers to one that is missing, or is still referred to"
        case .checkViolation: "The record breaks a rule of the database"
        case .notNullViolation: "A required value is missing"
        case .exclusionViolation: "The record conflicts with an existing one"
        case .serializationFailure, .deadlock:
            "Another transaction was in the way; nothing was changed, so try again"
        case .lockNotAvailable: "The record is locked by someone else; try again"
        case .undefinedObject: "A column, type or function is missing in the database; run the migrations"
        case .syntaxError: "The statement is not valid SQL; this is a mistake of the program"
        case .insufficientPrivilege: "The database user may not do this; grant it the right, or use another user"
        case .readOnly: "The database server takes no changes; it may be a replica"
        case .diskFull: "The database server has no space left on its disk"
        case .tooManyConnections: "The database server has no free connection; try again"
        case .connectionLost: "The database server is stopping or starting"
        case .cancelled: "The statement was cancelled on the database server"
        case .undefinedTable: "A table is missing in the database; run the migrations"
        case .timedOut: "The statement took longer than its limit and was stopped"
        case .invalidValue: "The database cannot store one of the values"
        default: "The database refused the statement"
        }
    }
}

extension String {
    /// Without the line break that libpq ends its messages with.
    var trimmed: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
