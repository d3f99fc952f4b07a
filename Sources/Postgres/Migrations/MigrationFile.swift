import Foundation

/// One numbered step of the schema, from a file such as `0007_add_leases.sql`.
public struct MigrationFile: Hashable, Sendable {
    /// The number in front, from 1 without gaps.
    public let version: Int
    /// The file's name with its ending.
    public let name: String
    /// The statements.
    public let sql: String

    /// Whether one of the first lines is `-- without transaction`, for what PostgreSQL refuses to do in one.
    ///
    /// Such a file holds one statement, which must be harmless to repeat: CREATE INDEX CONCURRENTLY IF NOT EXISTS.
    public var runsWithoutTransaction: Bool {
        sql.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("--") }
            .contains { $0.trimmingCharacters(in: .whitespaces) == "-- without transaction" }
    }

    /// Makes a step without a file, for tests and tools.
    public init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }

    /// Reads every `.sql` file of a folder; they must be numbered 1, 2, 3… without a gap or a double.
    public static func load(directory: String) throws(PostgresError) -> [MigrationFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".sql") }
        } catch {
            throw PostgresError(
                .migrationFiles, "The folder of migrations cannot be read: \(directory)", detail: "\(error)")
        }
        var files: [MigrationFile] = []
        for name in names { files.append(try read(name, in: directory)) }
        files.sort { ($0.version, $0.name) < ($1.version, $1.name) }
        try check(files)
        return files
    }

    /// Refuses gaps and doubles.
    static func check(_ files: [MigrationFile]) throws(PostgresError) {
        for (expected, file) in zip(1..., files) where file.version != expected {
            throw PostgresError(
                .migrationFiles,
                file.version < expected
                    ? "Two migrations have the number \(file.version), one of them is \(file.name)"
                    : "Migration \(expected) is missing; the next file is \(file.name)")
        }
    }

    private static func read(_ name: String, in directory: String) throws(PostgresError) -> MigrationFile {
        let digits = name.utf8.prefix { (48...57).contains($0) }
        guard digits.count == 4, name.utf8.dropFirst(4).first == UInt8(ascii: "_"),
            let version = Int(String(decoding: digits, as: UTF8.self)), version > 0
        else {
            throw PostgresError(
                .migrationFiles, "A migration is named like 0001_what_it_does.sql, which \(name) is not")
        }
        do {
            let sql = try String(contentsOfFile: directory + "/" + name, encoding: .utf8)
            return MigrationFile(version: version, name: name, sql: sql)
        } catch {
            throw PostgresError(
                .migrationFiles, "The migration \(name) cannot be read as UTF-8 text", detail: "\(error)")
        }
    }
}
