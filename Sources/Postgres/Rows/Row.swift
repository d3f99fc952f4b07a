/// One row of a result; it keeps the whole result in memory.
public struct Row: Sendable {
    let result: PostgresResult
    let index: Int

    /// The names of the columns, in their order.
    public var columns: [String] { result.columns }

    /// Reads a column by its name; throws `.undecodable` when it is missing, NULL without an optional type, or not such a value.
    // Inlinable, so that it is made for the type: with types that are only known at run time it takes several times as long.
    @inlinable
    public func decode<T: PostgresDecodable>(
        _ column: String, as type: T.Type = T.self
    ) throws(PostgresError) -> T {
        guard let field = try field(column) else {
            guard let null = T.postgresNull else { throw isNull(column, T.self) }
            return null
        }
        guard let value = T(postgresField: field) else { throw isNot(column, field, T.self) }
        return value
    }

    /// The value of a column; nil for NULL.
    @usableFromInline
    func field(_ column: String) throws(PostgresError) -> PostgresField? {
        guard let number = result.index(of: column) else {
            throw undecodable(column, "the result has no such column, only \(columns.joined(separator: ", "))")
        }
        return result.field(row: index, column: number)
    }

    @usableFromInline
    func isNull(_ column: String, _ type: Any.Type) -> PostgresError {
        undecodable(column, "NULL is not a \(type)")
    }

    @usableFromInline
    func isNot(_ column: String, _ field: PostgresField, _ type: Any.Type) -> PostgresError {
        undecodable(column, field.isNot(type))
    }

    private func undecodable(_ column: String, _ reason: String) -> PostgresError {
        PostgresError(
            .undecodable(column: column), "The database returned an unexpected value in column «\(column)»",
            statement: result.statement, detail: reason)
    }
}

extension PostgresField {
    /// Why the value could not be read; says nothing about it that could be secret.
    fileprivate func isNot(_ type: Any.Type) -> String {
        if let text, ["infinity", "-infinity"].contains(text) {
            return "the value is \(text), which is beyond any \(type); refuse it by a CHECK, or select NULL for it"
        }
        return "the \(isBinary ? "binary value" : "text") of the type with OID \(self.type.oid) is not a \(type)"
    }
}
