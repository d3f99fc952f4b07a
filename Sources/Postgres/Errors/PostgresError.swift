/// What went wrong between the program and its database.
public struct PostgresError: Error, Sendable {
    /// What kind of thing went wrong.
    public let code: Code
    /// The server's five-character SQLSTATE, when the server said it.
    public let sqlState: String?
    /// The constraint that was violated.
    public let constraint: String?
    /// The table concerned, when the server named it.
    public let table: String?
    /// The column concerned, when the server named it.
    public let column: String?
    /// «Type.method» of the statement, from its first line.
    public let statement: String?
    /// The sentence that is safe to show, without the statement's name.
    let summary: String
    /// What the server or libpq said; may quote values, so it is for the log only.
    let detail: String
    /// Where in a script it went wrong.
    private(set) var position: ScriptPosition?

    init(
        _ code: Code, _ summary: String, sqlState: String? = nil, constraint: String? = nil, table: String? = nil,
        column: String? = nil, statement: String? = nil, detail: String = ""
    ) {
        self.code = code
        self.summary = summary
        self.sqlState = sqlState
        self.constraint = constraint
        self.table = table
        self.column = column
        self.statement = statement
        self.detail = detail
    }

    /// The same error as that of a statement.
    func naming(_ statement: String?) -> PostgresError {
        changing(to: code, summary, statement: statement)
    }

    /// The same facts under another code; a sentence that is replaced stays in the log's text.
    func changing(to code: Code, _ summary: String, statement: String? = nil) -> PostgresError {
        let origin = summary == self.summary ? detail : "\(self.summary). \(detail)".trimmed
        return PostgresError(
            code, summary, sqlState: sqlState, constraint: constraint, table: table, column: column,
            statement: statement ?? self.statement, detail: origin
        ).at(position)
    }

    func at(_ position: ScriptPosition?) -> PostgresError {
        var copy = self
        copy.position = position
        return copy
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// A sentence that is safe to show: no values, no text of the server.
    public var description: String {
        var facts: [String] = []
        if let constraint { facts.append("constraint \(constraint)") }
        if let sqlState { facts.append("SQLSTATE \(sqlState)") }
        if let statement { facts.append("in \(statement)") }
        return facts.isEmpty ? summary + "." : "\(summary) (\(facts.joined(separator: ", ")))."
    }

    /// Everything, for the log; may quote values of the statement.
    public var debugDescription: String {
        detail.isEmpty ? "\(code): \(description)" : "\(code): \(description) \(detail)"
    }
}
