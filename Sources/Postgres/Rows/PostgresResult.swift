import CPQ

/// Owner of one finished result of libpq, which it frees.
// libpq never changes a finished PGresult, so its reading functions may be called from any thread.
final class PostgresResult: @unchecked Sendable {
    private let pointer: OpaquePointer
    let columns: [String]
    let rowCount: Int
    private let columnIndex: [String: Int32]
    /// «Type.method» of the statement, for errors.
    let statement: String?

    init(owning pointer: OpaquePointer, statement: String?) {
        self.pointer = pointer
        self.statement = statement
        rowCount = Int(PQntuples(pointer))
        columns = (0..<PQnfields(pointer)).map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" }
        columnIndex = Dictionary(
            zip(columns, 0...).map { ($0, Int32($1)) }, uniquingKeysWith: { first, _ in first })
    }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    /// The command as the server names it, for example «UPDATE 3» or «COMMIT».
    var command: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// How many rows were inserted, updated, deleted or selected.
    var affectedRows: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// A field of an error result.
    func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(code.value)).map { String(cString: $0) }
    }

    /// The whole error message, for the log.
    var errorMessage: String { PQresultErrorMessage(pointer).map { String(cString: $0) } ?? "" }

    func index(of column: String) -> Int32? { columnIndex[column] }

    /// The text of a field; nil for NULL.
    func text(row: Int, column: Int32) -> String? {
        let row = Int32(row)
        guard PQgetisnull(pointer, row, column) == 0, let bytes = PQgetvalue(pointer, row, column) else { return nil }
        let count = Int(PQgetlength(pointer, row, column))
        return bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
            String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }

    var rows: [Row] { (0..<rowCount).map { Row(result: self, index: $0) } }
}
