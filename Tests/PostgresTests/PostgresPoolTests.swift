import Foundation
import Postgres
import Reactor
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct PostgresPoolTests {
    /// Who runs now, how many ran at most at once, and in which order they began.
    private final class Tally: Sendable {
        private let state = Mutex((now: 0, most: 0, order: [Int]()))

        var most: Int { state.withLock { $0.most } }
        var order: [Int] { state.withLock { $0.order } }

        func begin(_ number: Int) {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
                state.order.append(number)
            }
        }

        func end() {
            state.withLock { $0.now -= 1 }
        }
    }

    @Test func `no more transactions run at once than there are connections for them`() async throws {
        let tally = try await fortyTransactions(maxConnections: 3)
        #expect(tally.most == 2)
        #expect(tally.order.count == 40)
    }

    @Test func `transactions get their turn in the order in which they came`() async throws {
        // With one connection for them: of two, the system may hold up one while the other serves many.
        let tally = try await fortyTransactions(maxConnections: 2)
        #expect(tally.most == 1)
        #expect(tally.order == Array(0..<40))
    }

    private func fortyTransactions(maxConnections: Int) async throws -> Tally {
        let tally = Tally()
        try await withPool(maxConnections: maxConnections) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    // One after the other at the door, so that the order of arrival is known.
                    group.addTask(executorPreference: TestDatabase.loop) {
                        try await pool.transaction { db in
                            tally.begin(number)
                            try await db.execute("SELECT pg_sleep(0.002)")
                            tally.end()
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        return tally
    }

    @Test func `who waits too long for a connection is told so`() async throws {
        try await withPool(maxConnections: 2, waitTimeout: .seconds(3)) { pool in
            try await pool.transaction { _ in
                let error = try await postgresError { try await pool.transaction { _ in } }
                #expect(error?.code == .poolExhausted)
                #expect(error?.isRetryable == true)
            }
            try await pool.transaction { _ in }
        }
    }

    @Test func `who is cancelled while waiting leaves the line`() async throws {
        try await withPool(maxConnections: 2) { pool in
            try await pool.transaction { _ in
                let waiting = Task { try await pool.transaction { _ in } }
                waiting.cancel()
                let error = try await postgresError { try await waiting.value }
                #expect(error?.code == .cancelled)
            }
            try await pool.transaction { _ in }
        }
    }

    @Test func `a server that is not there is a clear error, and only after the time for waiting`() async throws {
        let pool = PostgresPool(
            PostgresConfiguration(url: "host=/nowhere-at-all dbname=x", waitTimeout: .milliseconds(1500)),
            on: TestDatabase.loop)
        let start = ContinuousClock.now
        let error = try await postgresError { try await pool.execute("-- Device.list\nSELECT 1") }
        #expect(error?.code == .connectionFailed)
        #expect(error?.isRetryable == true)
        #expect(error?.statement == "Device.list")
        #expect(error?.description.contains("check its address") == true)
        #expect(ContinuousClock.now - start >= .milliseconds(1500))
        await pool.close()
    }

    @Test func `a database that does not exist and an unreadable address are told at once`() async throws {
        try await TestDatabase.with { database in
            let other = database.url.replacing(/netstacks_test_\d+_\d+/, with: "no_such_database")
            for (url, code) in [(other, PostgresError.Code.connectionFailed), ("nonsense", .invalidConfiguration)] {
                let pool = PostgresPool(
                    PostgresConfiguration(url: url, waitTimeout: .seconds(3600)), on: TestDatabase.loop)
                let error = try await postgresError { try await pool.execute("SELECT 1") }
                #expect(error?.code == code)
                await pool.close()
            }
        }
    }

    @Test func `a peer that never answers ends with the time for connecting`() async throws {
        // Listens, but never accepts: the kernel completes the connection and nobody speaks.
        let folder = FileManager.default.temporaryDirectory.appending(path: "mute-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mute = try MuteServer(path: folder.path + "/.s.PGSQL.5432")
        let pool = PostgresPool(
            PostgresConfiguration(
                url: "host=\(folder.path) dbname=x", connectTimeout: .milliseconds(200),
                waitTimeout: .milliseconds(500)),
            on: TestDatabase.loop)
        let error = try await postgresError { try await pool.execute("SELECT 1") }
        #expect(error?.code == .connectionFailed)
        await pool.close()
        mute.close()
    }

    @Test func `closing lets running work finish and refuses what comes after`() async throws {
        try await TestDatabase.with { database in
            let pool = database.pool()
            try await pool.execute("CREATE TABLE item (id integer)")
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let work = Task {
                try await pool.transaction { db in
                    signal.finish()
                    try await db.execute("SELECT pg_sleep(0.05)")
                    try await db.execute("INSERT INTO item VALUES (1)")
                }
            }
            for await _ in started {}
            await pool.close()
            try await work.value
            let error = try await postgresError { try await pool.execute("SELECT 1") }
            #expect(error?.code == .closed)
            let check = database.pool()
            let count = try await check.value("SELECT count(*) FROM item", as: Int.self)
            #expect(count == 1)
            await check.close()
        }
    }

    @Test func `closing ends what does not finish in time`() async throws {
        try await TestDatabase.with { database in
            let pool = database.pool()
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let work = Task {
                try await pool.transaction { db in
                    signal.finish()
                    try await db.execute("SELECT pg_sleep(60)")
                }
            }
            for await _ in started {}
            await pool.close(patience: .milliseconds(50))
            let error = try await postgresError { try await work.value }
            #expect(error?.code == .connectionLost)
        }
    }

    @Test func `a pool that is let go ends its connections`() async throws {
        try await withPool { watcher in
            let url = try await watcher.value("SELECT current_database()", as: String.self)
            do {
                let folder = try await watcher.value("SHOW unix_socket_directories", as: String.self)
                let pool = PostgresPool(
                    PostgresConfiguration(
                        url: "host=\(folder) user=postgres dbname=\(url)", applicationName: "forgotten"),
                    on: TestDatabase.loop)
                try await pool.execute("SELECT 1")
            }
            try await eventually(
                "its connection is gone", watcher,
                "NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'forgotten')")
        }
    }
}
