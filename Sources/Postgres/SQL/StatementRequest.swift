/// A statement as it is sent: what it shares with its other executions, and the parameters of this one.
struct StatementRequest: Sendable {
    let shape: StatementShape
    let values: [PostgresValue]
    /// Which way data flow, when it is a COPY.
    var copy: CopyDirection?
    /// Whether the rows come in binary form.
    var wantsBinary = false

    init(_ sql: SQL) {
        shape = StatementShapes.shared.shape(of: sql.parts)
        wantsBinary = sql.wantsBinary
        values =
            shape.types.isEmpty
            ? [] : sql.parts.compactMap { if case .value(let value) = $0 { value } else { nil } }
    }

    /// The declaration of a cursor for a statement, under the statement's name.
    init(declaring cursor: String, for sql: SQL) {
        let request = StatementRequest(sql)
        shape = StatementShape(
            "DECLARE \(cursor) NO SCROLL CURSOR FOR\n\(request.text)", name: request.name, types: request.shape.types)
        values = request.values
    }

    /// The next rows of a cursor for a statement, under the statement's name.
    init(fetching count: Int, from cursor: String, for sql: SQL) {
        shape = StatementShape("FETCH FORWARD \(count) FROM \(cursor)", name: StatementRequest(sql).name)
        values = []
        wantsBinary = sql.wantsBinary
    }

    init(script: String, name: String?) {
        shape = StatementShape(script, name: name, isScript: true)
        values = []
    }

    var text: String { shape.text }
    /// «Type.method» from the statement's first line.
    var name: String? { shape.name }
    var isScript: Bool { shape.isScript }
    /// The first word in capitals, comments skipped: what kind of statement it is.
    var keyword: String { shape.keyword }
    /// Whether the statement would end or replace the transaction it runs in; «ROLLBACK TO» a savepoint does not.
    var endsTransaction: Bool { shape.endsTransaction }
    /// Whether the statement would change a connection that others share.
    var changesSession: Bool { shape.changesSession }

    /// Whether a text holds a NUL, which PostgreSQL cannot store and C would cut the text at.
    var hasNUL: Bool {
        if shape.hasNUL { return true }
        for value in values {
            if case .text(let text) = value.content, text.utf8.contains(0) { return true }
        }
        return false
    }
}
