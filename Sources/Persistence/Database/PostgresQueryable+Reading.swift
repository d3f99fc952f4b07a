import Domain
import Postgres

extension PostgresQueryable {
    /// Every row of a statement that changes nothing.
    func all<T>(_ sql: SQL, _ decode: (Row) throws(PostgresError) -> T) async throws(Problem) -> [T] {
        do throws(PostgresError) {
            return try Self.values(of: try await read(sql), decode)
        } catch {
            throw Problem(error)
        }
    }

    /// The first row of a statement that changes nothing; `nil` when there is none.
    func first<T>(_ sql: SQL, _ decode: (Row) throws(PostgresError) -> T) async throws(Problem) -> T? {
        try await all(sql, decode).first
    }

    /// The row of a statement that changes nothing and always gives one.
    func one<T>(_ sql: SQL, _ decode: (Row) throws(PostgresError) -> T) async throws(Problem) -> T {
        try Self.only(try await all(sql, decode))
    }

    /// Every row of a statement that changes or locks something; `name` is what is being stored, for the sentence when it is taken.
    func returningAll<T>(
        _ sql: SQL, naming name: String = "", _ decode: (Row) throws(PostgresError) -> T
    ) async throws(Problem) -> [T] {
        do throws(PostgresError) {
            return try Self.values(of: try await rows(sql), decode)
        } catch {
            throw Problem(error, naming: name)
        }
    }

    /// The first row of a statement that changes or locks something; `nil` when there is none.
    func returningFirst<T>(
        _ sql: SQL, naming name: String = "", _ decode: (Row) throws(PostgresError) -> T
    ) async throws(Problem) -> T? {
        try await returningAll(sql, naming: name, decode).first
    }

    /// The row of a statement that changes something and always gives one, such as INSERT … RETURNING.
    func returningOne<T>(
        _ sql: SQL, naming name: String = "", _ decode: (Row) throws(PostgresError) -> T
    ) async throws(Problem) -> T {
        try Self.only(try await returningAll(sql, naming: name, decode))
    }

    /// Runs a statement; the answer is the number of rows it touched.
    @discardableResult
    func run(_ sql: SQL, naming name: String = "") async throws(Problem) -> Int {
        do throws(PostgresError) {
            return try await execute(sql)
        } catch {
            throw Problem(error, naming: name)
        }
    }

    /// One page of a statement that takes a limit and an offset and counts all its rows in the column `total`.
    func page<T: Sendable>(
        _ page: Page, _ decode: (Row) throws(PostgresError) -> T, _ statement: (_ limit: Int, _ offset: Int) -> SQL
    ) async throws(Problem) -> Paged<T> {
        let rows = try await all(statement(page.size, page.offset)) { row throws(PostgresError) in
            (value: try decode(row), total: try row.decode("total", as: Int.self))
        }
        var total = rows.first?.total ?? 0
        // Behind the last page no row carries the total, so the first one is asked for it.
        if rows.isEmpty && page.offset > 0 {
            total =
                try await first(statement(1, 0)) { row throws(PostgresError) in
                    try row.decode("total", as: Int.self)
                } ?? 0
        }
        return Paged(elements: rows.map(\.value), total: total, page: page)
    }

    private static func values<T>(
        of rows: [Row], _ decode: (Row) throws(PostgresError) -> T
    ) throws(PostgresError) -> [T] {
        var values: [T] = []
        values.reserveCapacity(rows.count)
        for row in rows { values.append(try decode(row)) }
        return values
    }

    private static func only<T>(_ values: [T]) throws(Problem) -> T {
        guard let value = values.first else {
            throw Problem(
                .failed, code: "database_failed", "The database did not answer as expected.",
                cause: "a statement that always gives a row gave none")
        }
        return value
    }
}
