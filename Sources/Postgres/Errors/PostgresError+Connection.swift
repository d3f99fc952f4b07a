extension PostgresError {
    static func cancelled(_ statement: String?) -> PostgresError {
        PostgresError(.cancelled, "The database statement was cancelled", statement: statement)
    }

    static func timedOut(_ statement: String?) -> PostgresError {
        PostgresError(.timedOut, "The database did not answer in time", statement: statement)
    }

    static func lost(_ detail: String, sqlState: String? = nil) -> PostgresError {
        PostgresError(.connectionLost, "The connection to the database was lost", sqlState: sqlState, detail: detail)
    }

    static func textWithNUL(_ statement: String?) -> PostgresError {
        PostgresError(.invalidValue, "The database cannot store text with a NUL character", statement: statement)
    }

    static func misuse(_ summary: String, _ statement: String?, detail: String = "") -> PostgresError {
        PostgresError(.misuse, summary, statement: statement, detail: detail)
    }

    static let closed = PostgresError(.closed, "The database connections were closed because the program is stopping")

    /// What a statement learns when its connection is gone.
    func ofLoss(wasMaybeApplied: Bool, _ statement: String?) -> PostgresError {
        guard code == .connectionLost else { return naming(statement) }
        return wasMaybeApplied
            ? changing(
                to: .outcomeUnknown,
                "The connection to the database was lost before it answered; whether the change was made is not known",
                statement: statement)
            : naming(statement)
    }

    /// Reads what libpq said when connecting failed.
    static func connecting(_ message: String) -> PostgresError {
        let state = sqlState(inVerbose: message)
        let summary =
            switch state {
            case "28000" where message.contains("client certificate"):
                "The database server wants a client certificate; name it by sslcert and sslkey in the address"
            case "28P01", "28000": "The database refused the sign-in; check user and password in its address"
            case "3D000": "The database named in the address does not exist"
            case "53300": "The database server has no free connection; raise max_connections or lower ours"
            case "57P03": "The database server is starting or stopping"
            default: sentence(message)
            }
        let code: Code = state == nil && isAboutTLS(message) ? .tlsFailed : .connectionFailed
        return PostgresError(code, summary, sqlState: state, detail: message)
    }

    /// What to do about a failure that libpq tells in words only; the program has no locale, so they are English.
    private static func sentence(_ message: String) -> String {
        sentences.first { message.contains($0.part) }?.sentence
            ?? "The database server could not be reached; check its address and that it runs"
    }

    private static func isAboutTLS(_ message: String) -> Bool {
        ["does not support SSL", "certificate", "private key file", "alert unknown ca"].contains {
            message.contains($0)
        }
    }

    private static let sentences: [(part: String, sentence: String)] = [
        ("does not support SSL", "The database server does not offer TLS, which sslmode in its address demands"),
        (
            "certificate verify failed",
            "The database server's certificate is not signed by the authority in sslrootcert; check that file"
        ),
        (
            "does not match host name",
            "The database server's certificate is for another host; write the name it was made for into the address"
        ),
        ("root certificate file", "The file of trusted authorities is missing; name it by sslrootcert in the address"),
        ("group or world access", "The key file in sslkey may be readable by its owner only; correct its permissions"),
        ("certificate required", "The database server wants a client certificate; name it by sslcert and sslkey"),
        ("alert unknown ca", "The database server does not trust our client certificate; check sslcert and sslkey"),
        ("certificate file", "The client certificate cannot be read; check sslcert and sslkey in the address"),
        ("private key file", "The client's key cannot be read; check sslkey in the address"),
        ("session is", "No database server of the address is of the kind that target_session_attrs asks for"),
        ("hot standby mode", "No database server of the address is of the kind that target_session_attrs asks for"),
        ("could not translate host name", "The database server's host name is not known; check its address"),
    ]

    /// Whether trying again cannot help until somebody changes something.
    var isPermanentConnectionFailure: Bool {
        code == .invalidConfiguration || code == .tlsFailed || sqlState == "28P01" || sqlState == "28000"
            || sqlState == "3D000"
    }

    /// The SQLSTATE in libpq's verbose form, «FATAL:  28P01: …»; the word before it depends on the server's language.
    private static func sqlState(inVerbose message: String) -> String? {
        for part in message.split(separator: ":") {
            let word = part.drop { $0 == " " }
            let isState =
                part.hasPrefix("  ") && word.utf8.count == 5
                && word.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
            if isState { return String(word) }
        }
        return nil
    }
}
