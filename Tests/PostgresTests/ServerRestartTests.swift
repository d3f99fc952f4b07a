import Foundation
import Postgres
import Reactor
import Synchronization
import TestSupport
import Testing

/// On servers of their own, which the tests stop and start.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ServerRestartTests {
    private final class Flag: Sendable {
        private let state = Atomic(false)

        var isSet: Bool { state.load(ordering: .relaxed) }

        func set() {
            state.store(true, ordering: .relaxed)
        }
    }

    /// One server for all of these tests, which run one after the other; it ends with the process.
    private static let server = Task { try await TestDatabaseServer.start() }

    /// Lends the server, running, and a pool on a fresh database of it.
    private func withServer(_ body: (TestDatabaseServer, PostgresPool) async throws -> Void) async throws {
        let server = try await Self.server.value
        let name = "restart_\(UUID().uuidString.prefix(8))"
        let administrator = PostgresPool(PostgresConfiguration(url: server.url()), on: TestDatabase.loop)
        try await administrator.session { session in
            try await session.script("CREATE DATABASE \"\(name)\"")
        }
        await administrator.close()
        let pool = PostgresPool(
            PostgresConfiguration(url: server.url(database: name), maxConnections: 6, waitTimeout: .seconds(30)),
            on: TestDatabase.loop)
        do {
            try await body(server, pool)
        } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }

    @Test func `idle connections survive a restart of the server without an error`() async throws {
        try await withServer { server, pool in
            try await pool.execute("SELECT 1")
            try await pool.transaction { db in try await db.execute("SELECT 1") }
            try await server.stop()
            try await server.restart()
            let one = try await pool.value("SELECT 1", as: Int.self)
            #expect(one == 1)
            try await pool.transaction { db in try await db.execute("SELECT 1") }
        }
    }

    @Test func `a pool full of connections survives that the server is killed, and its transactions can be repeated`()
        async throws
    {
        try await withServer { server, pool in
            try await pool.execute("CREATE TABLE item (id integer)")
            try await pool.execute("CHECKPOINT")
            let (opened, signal) = AsyncStream.makeStream(of: Int.self)
            let (killed, resume) = AsyncStream.makeStream(of: Void.self)
            let kill = Task { for await _ in killed {} }
            let transactions = (0..<5).map { number in
                Task {
                    try await pool.transaction { db in
                        try await db.execute("INSERT INTO item VALUES (\(number))")
                        signal.yield(number)
                        await kill.value
                        try await db.execute("SELECT 1")
                    }
                }
            }
            var turns = opened.makeAsyncIterator()
            for _ in transactions { _ = await turns.next() }
            let running = Task { try await pool.execute("SELECT pg_sleep(60)") }
            let watcher = PostgresPool(PostgresConfiguration(url: server.url()), on: TestDatabase.loop)
            try await eventually(
                "the statement runs", watcher,
                "EXISTS (SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active')")
            await watcher.close()
            try await server.kill()
            resume.finish()
            for transaction in transactions {
                let error = try await postgresError { try await transaction.value }
                #expect(error?.code == .connectionLost && error?.isRetryable == true)
            }
            #expect(try await postgresError { try await running.value }?.code == .outcomeUnknown)
            try await server.restart()
            for number in 0..<5 {
                try await pool.transaction { db in try await db.execute("INSERT INTO item VALUES (\(number))") }
            }
            #expect(try await pool.value("SELECT count(*) FROM item", as: Int.self) == 5)
        }
    }

    @Test func `a copy that is under way when the server stops is told, and nothing of it stays`() async throws {
        try await withServer { server, pool in
            try await pool.execute("CREATE TABLE item (id integer)")
            let (rows, source) = AsyncStream.makeStream(of: Int.self)
            for number in 0..<1000 { source.yield(number) }
            let (begun, signal) = AsyncStream.makeStream(of: Void.self)
            let stopping = Task {
                for await _ in begun {}
                try await server.stop()
                for number in 0..<100_000 { source.yield(number) }
                source.finish()
            }
            let error = try await postgresError {
                try await pool.transaction { db in
                    try await db.execute("SELECT 1")
                    signal.finish()
                    try await db.copy().rows(rows, into: "item") { $1.append($0) }
                }
            }
            #expect(error?.code == .connectionLost && error?.isRetryable == true, "\(error?.debugDescription ?? "")")
            try await stopping.value
            try await server.restart()
            #expect(try await pool.value("SELECT count(*) FROM item", as: Int.self) == 0)
        }
    }

    @Test func `statements that come while the server is away wait for it`() async throws {
        try await withServer { server, pool in
            try await pool.execute("CREATE TABLE item (id integer)")
            try await server.stop()
            let statements = (0..<20).map { number in
                Task { try await pool.execute("INSERT INTO item VALUES (\(number))") }
            }
            let transaction = Task {
                try await pool.transaction { db in try await db.execute("INSERT INTO item VALUES (100)") }
            }
            try await TestDatabase.loop.sleep(until: .now + .milliseconds(700))
            try await server.restart()
            for statement in statements { _ = try await statement.value }
            _ = try await transaction.value
            let count = try await pool.value("SELECT count(*) FROM item", as: Int.self)
            #expect(count == 21)
        }
    }

    @Test func `through crashes under load every acknowledged row is there once, and none without its answer twice`()
        async throws
    {
        try await withServer { server, pool in
            try await pool.execute("CREATE TABLE item (id uuid PRIMARY KEY)")
            let isOver = Flag()
            let writers = (0..<4).map { _ in
                Task {
                    var written: [UUID] = []
                    while !isOver.isSet {
                        let id = UUID()
                        let error = try await postgresError {
                            try await pool.execute("INSERT INTO item VALUES (\(id))")
                        }
                        if error == nil { written.append(id) }
                        #expect(error == nil || error?.code == .outcomeUnknown, "\(error?.debugDescription ?? "")")
                    }
                    return written
                }
            }
            for _ in 0..<2 {
                let before = try await pool.value("SELECT count(*) FROM item", as: Int.self)
                try await eventually("rows arrive", pool, "(SELECT count(*) FROM item) > \(before + 50)")
                try await server.stop()
                try await server.restart()
            }
            isOver.set()
            for writer in writers {
                let written = try await writer.value
                let found = try await pool.value(
                    "SELECT count(*) FROM item WHERE id = ANY(\(written))", as: Int.self)
                #expect(found == written.count)
            }
        }
    }

    @Test func `a statement that was under way when the server crashed has an unknown outcome`() async throws {
        try await withServer { server, pool in
            let task = Task { try await pool.execute("SELECT pg_sleep(60)") }
            try await pool.session { session in
                try await eventually(
                    "the statement runs", session,
                    "EXISTS (SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active')")
            }
            try await server.crash()
            let error = try await postgresError { _ = try await task.value }
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.isRetryable == false && error?.isTransient == true)
            try await server.restart()
            try await pool.execute("SELECT 1")
        }
    }

    @Test func `listeners are told of the gap when the server is back`() async throws {
        try await withServer { server, pool in
            var reader = pool.notifications(on: ["job"]).makeAsyncIterator()
            #expect(await reader.next() == .gap)
            try await server.stop()
            try await server.restart()
            #expect(await reader.next() == .gap)
            try await pool.execute("SELECT pg_notify('job', 'back')")
            #expect(await reader.next() == .notification(channel: "job", payload: "back"))
        }
    }
}
