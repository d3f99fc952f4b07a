extension PostgresConnection {
    /// Notes that a statement failed because the server lost what was prepared, or its columns changed since.
    ///
    /// The server says so before it begins to execute, so nothing was done.
    func noteIfStale(_ statement: PendingStatement, _ result: PostgresResult, _ error: PostgresError) {
        guard let name = statement.preparedName else { return }
        let isMissing = error.sqlState == "26000"
        // «cached plan must not change result type» has a SQLSTATE that many share, and its text is translated.
        let isChanged = error.sqlState == "0A000" && result.field("R") == "RevalidateCachedQuery"
        guard isMissing || isChanged else { return }
        statement.isStale = true
        prepared.forget(statement.request.shape, named: name, isOnServer: isChanged)
    }

    /// Forgets what was not prepared for certain, because its statement failed or was skipped before its last part.
    func forgetUnprepared(_ statement: PendingStatement) {
        guard statement.partsLeft > 1, let name = statement.preparedName else { return }
        prepared.forget(statement.request.shape, named: name, isOnServer: false)
    }
}

extension PostgresError {
    /// A statement of a transaction that failed because of what was prepared: the transaction can be repeated.
    var ofStalePlan: PostgresError {
        changing(
            to: .stalePlan, "The tables were changed while the transaction ran; nothing was changed, so try again")
    }
}
