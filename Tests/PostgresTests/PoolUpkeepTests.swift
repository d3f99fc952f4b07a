import Foundation
import Reactor
import TestSupport
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(10))) struct PoolUpkeepTests {
    private func withPool(
        _ change: (inout PostgresConfiguration) -> Void, _ body: (PostgresPool) async throws -> Void
    ) async throws {
        try await TestDatabase.with { database in
            var configuration = PostgresConfiguration(url: database.url, maxConnections: 8, applicationName: "upkeep")
            change(&configuration)
            let pool = PostgresPool(configuration, on: TestDatabase.loop)
            do { try await body(pool) } catch {
                await pool.close()
                throw error
            }
            await pool.close()
        }
    }

    @Test func `what an idle connection needs follows from its age and its idleness`() {
        let configuration = PostgresConfiguration(
            url: "", maxIdleTime: .seconds(600), healthCheckInterval: .seconds(30))
        let now = ContinuousClock.now
        func care(load: Int = 0, expires: Int = 1000, idle: Int = 0, seen: Int = 0, isSpare: Bool = true)
            -> PoolMember.Care
        {
            PoolMember.care(
                load: load, expires: now + .seconds(expires), idleSince: now - .seconds(idle),
                lastSeen: now - .seconds(seen), isSpare: isSpare, configuration, now: now)
        }
        #expect(care() == .nothing)
        #expect(care(seen: 30) == .check)
        #expect(care(idle: 600, seen: 10) == .close)
        #expect(care(idle: 600, seen: 30, isSpare: false) == .check)
        #expect(care(expires: 0) == .close)
        #expect(care(load: 1, expires: -5, idle: 700, seen: 700) == .nothing)
    }

    @Test func `an old connection is replaced when nobody uses it, never while it is used`() async throws {
        try await withPool({ $0.maxConnectionAge = .nanoseconds(1) }) { pool in
            let pid: SQL = "SELECT pg_backend_pid()::bigint"
            let first = try await pool.value(pid, as: Int.self)
            let seen = try await pool.value(pid, as: Int.self)
            #expect(seen != first)
            try await pool.transaction { db in
                let begun = try await db.value(pid, as: Int.self)
                try await db.execute("SELECT pg_sleep(0.01)")
                let found = try await db.value(pid, as: Int.self)
                #expect(found == begun)
            }
        }
    }

    @Test func `connections that were needed once are closed again, but for one`() async throws {
        try await withPool({
            $0.maxIdleTime = .milliseconds(20)
            $0.healthCheckInterval = .milliseconds(10)
        }) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        _ = try await pool.transaction { db in try await db.execute("SELECT pg_sleep(0.05)") }
                    }
                }
                try await group.waitForAll()
            }
            // One for transactions stays, and the one that asks.
            try await eventually(
                "they are closed", pool,
                """
                (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'upkeep') <= 2
                """)
            try await pool.transaction { db in try await db.execute("SELECT 1") }
        }
    }

    @Test func `an idle connection whose server process hangs is given up`() async throws {
        try await withPool({
            $0.connectTimeout = .milliseconds(500)
            $0.healthCheckInterval = .milliseconds(50)
            $0.maxIdleTime = .seconds(600)
        }) { pool in
            let pid: SQL = "SELECT pg_backend_pid()::bigint"
            let hung = try await pool.transaction { db in try await db.value(pid, as: Int.self) }
            #expect(kill(pid_t(hung), SIGSTOP) == 0)
            defer { kill(pid_t(hung), SIGCONT) }
            // The other connections are well; asked again until the hanging one was found.
            let deadline = ContinuousClock.now + .seconds(10)
            var current = hung
            while current == hung, ContinuousClock.now < deadline {
                try await TestDatabase.loop.sleep(until: .now + .milliseconds(700))
                current = try await pool.transaction { db in try await db.value(pid, as: Int.self) }
            }
            #expect(current != hung)
        }
    }

    @Test func `open connections that are idle do not wake the loop`() async throws {
        try await TestDatabase.with { database in
            let loop = EventLoop(name: "idle")
            let pool = PostgresPool(PostgresConfiguration(url: database.url), on: loop)
            try await pool.execute("SELECT 1")
            _ = try await pool.read("SELECT 1")
            try await pool.transaction { db in try await db.execute("SELECT 1") }
            // What was begun at the end of a use is over once this ran.
            try await loop.sleep(until: .now + .milliseconds(50))
            let before = loop.turns
            try await TestDatabase.loop.sleep(until: .now + .milliseconds(300))
            #expect(loop.turns == before)
            await pool.close()
            loop.shutdown()
        }
    }

    @Test(arguments: [
        ("postgresql://a@/b?host=/run&prepared_statements=off", "postgresql://a@/b?host=/run", 0),
        ("postgresql://a@/b?prepared_statements=7", "postgresql://a@/b", 7),
        ("host=/run prepared_statements=off dbname=x", "host=/run dbname=x", 0),
        ("host=/run dbname=x", "host=/run dbname=x", nil),
    ]) func `our own word is taken out of the address`(text: String, url: String, limit: Int?) {
        let address = PostgresAddress(text)
        #expect(address.url == url)
        #expect(address.preparedStatements == limit)
    }
}
