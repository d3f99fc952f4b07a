import Domain
import Foundation
import Persistence
import Postgres
import Testing

/// A clock that is set back by an hour: what was put in line before must not wait until that hour has come again.
struct ClockTests {
    private func claim(_ store: Store) async throws -> [Job.ID] {
        try await JobRepository(store.database).claim(workerID: store.worker(), kinds: [.planChange], limit: 10).map(
            \.id)
    }

    @Test func `a job that was put in line before is due again, one that was given a time keeps it`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await jobs.enqueue(NewJob(.planChange))
            var later = NewJob(.planChange)
            later.scheduledAt = Date(timeIntervalSinceNow: 600)
            let timed = try await jobs.enqueue(later)
            try await store.pool.execute(
                """
                UPDATE job
                SET scheduled_at = scheduled_at + interval '1 hour', queued_at = queued_at + interval '1 hour'
                WHERE id = \(job)
                """)
            #expect(try await claim(store).isEmpty)
            try await jobs.sweep()
            #expect(try await claim(store) == [job])
            let kept = try #require(try await jobs.find(timed))
            #expect(abs(kept.scheduledAt.timeIntervalSince(later.scheduledAt ?? .distantPast)) < 0.001)
        }
    }

    @Test func `a rate goes on from where it stood`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let key = try #require(JobKey(class: "tenant", name: "acme"))
            try await store.pool.execute(
                """
                INSERT INTO job_key (name, rate, rate_seconds, tokens, filled_at, wake_at)
                VALUES (\(key), 100, 1, 0, now() + interval '1 hour', now() + interval '1 hour')
                """)
            let id = try await jobs.enqueue(NewJob(.planChange, keys: [key]))
            #expect(try await claim(store).isEmpty)
            try await jobs.sweep()
            let seconds = try #require(try await jobs.secondsUntilNextDue(kinds: [.planChange]))
            #expect(seconds < 1)
            // The bucket fills by the server's clock, which goes on while these statements run.
            while try await jobs.find(id)?.state == .queued { _ = try await claim(store) }
        }
    }
}
