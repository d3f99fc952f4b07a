import CPQ
import Glibc

/// Owner of one finished result of libpq, which it frees.
// libpq never changes a finished PGresult, so its reading functions may be called from any thread.
final class PostgresResult: @unchecked Sendable {
    private let pointer: OpaquePointer
    let rowCount: Int
    private let columnCount: Int32
    /// «Type.method» of the statement, for errors.
    let statement: String?

    init(owning pointer: OpaquePointer, statement: String?) {
        self.pointer = pointer
        self.statement = statement
        rowCount = Int(PQntuples(pointer))
        columnCount = PQnfields(pointer)
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

    var columns: [String] {
        (0..<columnCount).map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" }
    }

    /// The number of a column, the first of several with that name; comparing a few names is faster than hashing them.
    func index(of column: String) -> Int32? {
        column.withCString { wanted in
            for number in 0..<columnCount {
                if let name = PQfname(pointer, number), strcmp(name, wanted) == 0 { return number }
            }
            return nil
        }
    }

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
