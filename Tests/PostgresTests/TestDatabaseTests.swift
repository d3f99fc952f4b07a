import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct TestDatabaseTests {
    @Test func `copies of a migrated template have its schema and nothing of each other`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("CREATE TABLE item (id integer);".utf8).write(to: folder.appending(path: "0001_item.sql"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    try await TestDatabase.with(migratedWith: folder.path) { database in
                        let pool = database.pool()
                        try await pool.execute("INSERT INTO item VALUES (\(number))")
                        let found = try await pool.value("SELECT max(id) FROM item", as: Int.self)
                        #expect(found == number)
                        try await Migrator(pool, files: MigrationFile.load(directory: folder.path)).requireCurrent()
                        await pool.close()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `a server that is removed leaves no folder and no process`() async throws {
        let server = try await TestDatabaseServer.start()
        let text = try String(contentsOfFile: server.directory + "/data/postmaster.pid", encoding: .utf8)
        let pid = try #require(Int32(text.split(separator: "\n")[0]))
        #expect(kill(pid, 0) == 0)
        await server.remove()
        #expect(kill(pid, 0) != 0)
        #expect(!FileManager.default.fileExists(atPath: server.directory))
    }
}
