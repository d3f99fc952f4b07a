/// Where in a text of several statements one went wrong, as far as the server says it.
enum ScriptPosition: Hashable {
    /// At a character, counted from 1.
    case character(Int)
    /// In the statement after so many that succeeded.
    case afterStatements(Int)
}

extension PostgresResult {
    func position(afterStatements finished: Int) -> ScriptPosition {
        // PG_DIAG_STATEMENT_POSITION
        field("P").flatMap { Int($0) }.map { .character($0) } ?? .afterStatements(finished)
    }
}
