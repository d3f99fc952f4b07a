import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct NotificationTests {
    @Test func `the first event is a gap, and after it nothing is missed`() async throws {
        try await withPool { pool in
            let events = pool.notifications(on: ["job", "Odd \"name\""])
            var reader = events.makeAsyncIterator()
            #expect(await reader.next() == .gap)
            try await pool.execute("SELECT pg_notify('job', 'one')")
            try await pool.transaction { db in
                try await db.execute("SELECT pg_notify('Odd \"name\"', 'two')")
                try await db.execute("SELECT pg_notify('elsewhere', 'three')")
                try await db.execute("SELECT pg_notify('job', '')")
            }
            #expect(await reader.next() == .notification(channel: "job", payload: "one"))
            #expect(await reader.next() == .notification(channel: "Odd \"name\"", payload: "two"))
            #expect(await reader.next() == .notification(channel: "job", payload: ""))
        }
    }

    @Test func `a lost connection is a gap, and listening goes on`() async throws {
        try await withPool { pool in
            let events = pool.notifications(on: ["job"])
            var reader = events.makeAsyncIterator()
            #expect(await reader.next() == .gap)
            try await pool.execute(
                """
                SELECT pg_terminate_backend(pid)
                FROM pg_stat_activity
                WHERE query LIKE 'LISTEN%' AND datname = current_database()
                """)
            #expect(await reader.next() == .gap)
            try await pool.execute("SELECT pg_notify('job', 'after')")
            #expect(await reader.next() == .notification(channel: "job", payload: "after"))
        }
    }

    @Test func `several readers share one connection and each hears its channels`() async throws {
        try await withPool { pool in
            var first = pool.notifications(on: ["a"]).makeAsyncIterator()
            var second = pool.notifications(on: ["a", "b"]).makeAsyncIterator()
            #expect(await first.next() == .gap)
            #expect(await second.next() == .gap)
            try await pool.execute("SELECT pg_notify('b', '1')")
            try await pool.execute("SELECT pg_notify('a', '2')")
            #expect(await first.next() == .notification(channel: "a", payload: "2"))
            #expect(await second.next() == .notification(channel: "b", payload: "1"))
            #expect(await second.next() == .notification(channel: "a", payload: "2"))
            let listeners = try await pool.value(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
                as: Int.self)
            #expect(listeners == 1)
        }
    }

    @Test func `the connection ends with its last reader`() async throws {
        try await withPool { pool in
            do {
                var reader = pool.notifications(on: ["a"]).makeAsyncIterator()
                #expect(await reader.next() == .gap)
            }
            try await eventually(
                "no listener is left", pool,
                """
                NOT EXISTS (
                    SELECT FROM pg_stat_activity WHERE query LIKE '%LISTEN%' AND pid <> pg_backend_pid()
                    AND datname = current_database())
                """)
            var again = pool.notifications(on: ["a"]).makeAsyncIterator()
            #expect(await again.next() == .gap)
        }
    }

    @Test func `a cancelled reader and a closed pool end the sequence`() async throws {
        try await TestDatabase.with { database in
            let pool = database.pool()
            let events = pool.notifications(on: ["a"])
            let cancelled = Task { for await _ in events {} }
            cancelled.cancel()
            await cancelled.value
            let closed = Task { await pool.notifications(on: ["a"]).reduce(into: 0) { count, _ in count += 1 } }
            await pool.close()
            #expect(await closed.value <= 1)
        }
    }
}
