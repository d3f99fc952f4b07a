import CPQ
import Glibc
import Synchronization

/// Owner of one finished result of libpq, which it frees.
// libpq never changes a finished PGresult, so its reading functions may be called from any thread.
final class PostgresResult: @unchecked Sendable {
    private let pointer: OpaquePointer
    let rowCount: Int
    /// «Type.method» of the statement, for errors.
    let statement: String?
    private let columnCount: Int32
    /// Columns whose name no earlier one has, as bits; only then may a look-up begin in the middle.
    private let firstOfTheirName: UInt64
    /// Where the next look-up begins: most readers ask for the columns in their order.
    private let expected = Atomic<Int32>(0)

    init(owning pointer: OpaquePointer, statement: String?) {
        self.pointer = pointer
        self.statement = statement
        rowCount = Int(PQntuples(pointer))
        columnCount = PQnfields(pointer)
        // Not worth its time for a single row.
        firstOfTheirName = rowCount > 1 && columnCount <= 64 ? Self.firstOfTheirName(pointer, columnCount) : 0
    }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    /// The command as the server names it, for example «UPDATE 3» or «COMMIT».
    var command: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// How many rows were inserted, updated, deleted or selected.
    var affectedRows: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// Whether the server waits for data or sends them.
    var isCopy: Bool { [PGRES_COPY_IN, PGRES_COPY_OUT].contains(status) }

    /// How many bytes libpq holds for it.
    var memorySize: Int { PQresultMemorySize(pointer) }

    /// A field of an error result.
    func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(code.value)).map { String(cString: $0) }
    }

    /// The whole error message, for the log.
    var errorMessage: String { PQresultErrorMessage(pointer).map { String(cString: $0) } ?? "" }

    var columns: [String] {
        (0..<columnCount).map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" }
    }

    /// The first column of that name.
    func index(of column: String) -> Int32? {
        var column = column
        return column.withUTF8 { name in
            let hint = expected.load(ordering: .relaxed)
            if hint < columnCount, firstOfTheirName >> UInt64(hint) & 1 == 1, isNamed(name, hint) {
                expected.store(hint + 1, ordering: .relaxed)
                return hint
            }
            for index in 0..<columnCount where isNamed(name, index) {
                expected.store(index + 1, ordering: .relaxed)
                return index
            }
            return nil
        }
    }

    /// The value of a field; nil for NULL.
    func field(row: Int, column: Int32) -> PostgresField? {
        let row = Int32(row)
        guard PQgetisnull(pointer, row, column) == 0, let bytes = PQgetvalue(pointer, row, column) else { return nil }
        let count = Int(PQgetlength(pointer, row, column))
        let start = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
        return PostgresField(
            UnsafeBufferPointer(start: start, count: count), of: self,
            type: PostgresType(oid: PQftype(pointer, column)), isBinary: PQfformat(pointer, column) == 1)
    }

    var rows: [Row] { (0..<rowCount).map { Row(result: self, index: $0) } }

    private func isNamed(_ name: UnsafeBufferPointer<UInt8>, _ index: Int32) -> Bool {
        guard let candidate = PQfname(pointer, index) else { return false }
        return name.withMemoryRebound(to: CChar.self) { name in
            guard let start = name.baseAddress else { return candidate.pointee == 0 }
            return strncmp(candidate, start, name.count) == 0 && candidate[name.count] == 0
        }
    }

    private static func firstOfTheirName(_ pointer: OpaquePointer, _ count: Int32) -> UInt64 {
        var bits: UInt64 = 0
        for index in 0..<count {
            guard let name = PQfname(pointer, index) else { continue }
            let isRepeated = (0..<index).contains { PQfname(pointer, $0).map { strcmp($0, name) == 0 } ?? false }
            if !isRepeated { bits |= 1 << UInt64(index) }
        }
        return bits
    }
}
