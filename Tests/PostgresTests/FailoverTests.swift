import Foundation
import Postgres
import Reactor
import TestSupport
import Testing

/// A primary, a streaming replica, and a pool whose address names both.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FailoverTests {
    private func withPair(_ body: (_ primary: TestDatabaseServer, _ replica: TestDatabaseServer) async throws -> Void)
        async throws
    {
        let primary = try await TestDatabaseServer.start()
        let replica: TestDatabaseServer
        do {
            replica = try await TestDatabaseServer.start(replicaOf: primary)
        } catch {
            await primary.remove()
            throw error
        }
        do {
            try await body(primary, replica)
        } catch {
            await primary.remove()
            await replica.remove()
            throw error
        }
        await primary.remove()
        await replica.remove()
    }

    private func pool(_ hosts: [String], _ kind: String, connectTimeout: Duration = .seconds(5)) -> PostgresPool {
        PostgresPool(
            PostgresConfiguration(
                url:
                    "postgresql://postgres@/postgres?host=\(hosts.joined(separator: ","))&target_session_attrs=\(kind)",
                maxConnections: 8, connectTimeout: connectTimeout, waitTimeout: .seconds(30)),
            on: TestDatabase.loop)
    }

    @Test func `the pool goes on by itself when the primary is killed and its replica takes over`() async throws {
        try await withPair { primary, replica in
            let hosts = [primary.directory, replica.directory]
            let pool = pool(hosts, "read-write")
            let reading = self.pool(hosts, "prefer-standby")
            try await pool.execute("CREATE TABLE item (id integer)")
            try await pool.execute("INSERT INTO item VALUES (1)")
            #expect(try await reading.value("SELECT pg_is_in_recovery()", as: Bool.self))
            try await eventually("the replica has the row", reading, "to_regclass('item') IS NOT NULL")
            try await eventually("the replica has the row", reading, "(SELECT count(*) FROM item) = 1")
            let refused = try await postgresError { try await reading.execute("INSERT INTO item VALUES (9)") }
            #expect(refused?.code == .readOnly && refused?.isTransient == true)
            var reader = pool.notifications(on: ["job"]).makeAsyncIterator()
            #expect(await reader.next() == .gap)

            let inTransaction = try await postgresError {
                try await pool.transaction { db in
                    try await db.execute("INSERT INTO item VALUES (2)")
                    try await primary.kill()
                    try await db.execute("INSERT INTO item VALUES (3)")
                }
            }
            #expect(inTransaction?.code == .connectionLost && inTransaction?.isRetryable == true)
            let waiting = Task { try await pool.execute("INSERT INTO item VALUES (4)") }
            let repeated = Task {
                try await pool.transaction { db in try await db.execute("INSERT INTO item VALUES (5)") }
            }
            let administrator = self.pool([replica.directory], "any")
            #expect(try await administrator.value("SELECT pg_promote()", as: Bool.self))
            _ = try await waiting.value
            _ = try await repeated.value
            let ids = try await pool.value("SELECT array_agg(id ORDER BY id) FROM item", as: [Int].self)
            #expect(ids == [1, 4, 5])
            #expect(await reader.next() == .gap)
            try await pool.execute("SELECT pg_notify('job', 'after')")
            #expect(await reader.next() == .notification(channel: "job", payload: "after"))
            for pool in [pool, reading, administrator] { await pool.close() }
        }
    }

    @Test func `a server that is silent does not hide those named after it`() async throws {
        let folder = URL(filePath: "/tmp/netstacks-mute-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let mute = try MuteServer(path: folder.path + "/.s.PGSQL.5432")
        let server = try await TestDatabaseServer.start()
        let pool = pool([folder.path, server.directory], "any", connectTimeout: .milliseconds(500))
        let one = try await postgresError { try await pool.execute("SELECT 1") }
        #expect(one == nil, "\(one?.debugDescription ?? "")")
        await pool.close()
        mute.close()
        await server.remove()
        try FileManager.default.removeItem(at: folder)
    }
}
