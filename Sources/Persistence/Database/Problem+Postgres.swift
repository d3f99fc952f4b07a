import Domain
import Postgres

extension Problem {
    /// What a failed statement means to the person who asked; `name` is what they wanted to store, for the sentence.
    init(_ error: PostgresError, naming name: String = "") {
        switch error.code {
        case .connectionFailed, .tlsFailed, .tooManyConnections, .poolExhausted, .closed:
            self.init(
                .unavailable, code: "database_unavailable",
                "The database does not answer. Nothing was saved; try again in a moment.",
                cause: error.debugDescription)
        case .connectionLost:
            self.init(
                .unavailable, code: Self.connectionLost,
                "The connection to the database was lost. Nothing was saved; try again in a moment.",
                cause: error.debugDescription)
        case .outcomeUnknown:
            self.init(
                .unavailable, code: "database_outcome_unknown",
                "The connection to the database was lost while saving. Look whether it was saved before trying again.",
                cause: error.debugDescription)
        case .timedOut, .lockNotAvailable:
            self.init(
                .unavailable, code: "database_timeout",
                "The database took too long. Nothing was saved; try again in a moment.", cause: error.debugDescription)
        case .cancelled:
            self.init(
                .unavailable, code: "cancelled", "This was stopped before it was finished.",
                cause: error.debugDescription)
        case .serializationFailure, .deadlock, .stalePlan:
            self.init(
                .unavailable, code: Self.busy,
                "Others were changing the same things at the same time. Nothing was saved; try again.",
                cause: error.debugDescription)
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .exclusionViolation, .notNullViolation:
            self.init(violation: error, naming: name)
        case .invalidValue:
            self.init(
                .invalid, code: "text_not_storable",
                "Some value cannot be stored: it is too large, or contains a character that no text may contain.",
                cause: error.debugDescription)
        case .diskFull:
            self.init(
                .unavailable, code: "database_full",
                "The database has no space left. Nothing was saved; tell the administrator.",
                cause: error.debugDescription)
        case .readOnly:
            self.init(
                .unavailable, code: "database_read_only",
                "The database takes no changes at the moment. Nothing was saved; try again in a moment.",
                cause: error.debugDescription)
        case .undefinedTable, .undefinedObject, .schemaOutdated, .schemaNewer:
            self.init(
                .failed, code: "database_schema",
                "The database and the program are of different versions. The administrator runs `netstacks migrate`.",
                cause: error.debugDescription)
        case .invalidConfiguration, .server, .syntaxError, .insufficientPrivilege, .undecodable, .misuse,
            .migrationFiles,
            .migrationEdited, .migrationFailed:
            self.init(
                .failed, code: "database_failed", "The database refused this. The log has the details.",
                cause: error.debugDescription)
        }
    }

    /// Whether nothing was applied and the same may succeed at once.
    var isWorthRepeating: Bool { code == Self.busy || code == Self.connectionLost }

    private static var busy: String { "database_busy" }
    private static var connectionLost: String { "database_connection_lost" }
}

extension PostgresError {
    /// Whether nothing was applied and the same may succeed at once.
    var isWorthRepeating: Bool {
        switch code {
        case .serializationFailure, .deadlock, .connectionLost: true
        default: false
        }
    }
}
