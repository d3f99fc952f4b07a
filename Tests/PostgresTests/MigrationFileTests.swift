import Foundation
import Postgres
import Testing

@Suite struct MigrationFileTests {
    private func load(_ names: [String]) throws -> Result<[MigrationFile], PostgresError> {
        let folder = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in names { try Data("SELECT 1;\n".utf8).write(to: folder.appending(path: name)) }
        return Result { () throws(PostgresError) in try MigrationFile.load(directory: folder.path) }
    }

    @Test func `files are read in the order of their numbers, others are left alone`() throws {
        let files = try load(["0002_b.sql", "0001_a.sql", "README.md"]).get()
        #expect(files.map(\.name) == ["0001_a.sql", "0002_b.sql"])
        #expect(files.map(\.version) == [1, 2])
        #expect(files[0].sql == "SELECT 1;\n")
    }

    @Test(arguments: [
        (["0001_a.sql", "0003_c.sql"], "Migration 2 is missing"),
        (["0001_a.sql", "0001_b.sql"], "Two migrations have the number 1"),
        (["0002_b.sql"], "Migration 1 is missing"),
        (["1_a.sql"], "1_a.sql is not"),
        (["0000_a.sql"], "0000_a.sql is not"),
        (["device.sql"], "device.sql is not"),
    ])
    func `a folder that is no numbered row is refused with the reason`(names: [String], reason: String) throws {
        let outcome = try load(names)
        guard case .failure(let error) = outcome else {
            Issue.record("\(names) should have been refused")
            return
        }
        #expect(error.code == .migrationFiles)
        #expect(error.description.contains(reason))
    }

    @Test func `a missing folder is an error that names it`() {
        let error = #expect(throws: PostgresError.self) { try MigrationFile.load(directory: "/no/such/folder") }
        #expect(error?.description.contains("/no/such/folder") == true)
    }
}
