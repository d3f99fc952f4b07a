import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct RetentionTests {
    @Test func `the history goes to partitions of its class, and those out of time are dropped whole`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await store.runningJob(.testConnection)
            try await store.succeed([job])
            let partition = try await store.pool.rows("SELECT tableoid::regclass::text AS name FROM job_history").map {
                try $0.decode("name", as: String.self)
            }
            #expect(partition.count == 1 && partition[0].hasPrefix("job_history_brief_2"))
            // Nothing is out of time yet, and a second call finds all partitions there.
            #expect(try await RetentionRepository(store.database).keepPartitions() == 0)
            #expect(try await jobs.find(job.id) != nil)
            await #expect(throws: CancellationError.self) {
                try await store.pool.transaction { db in
                    let dropped = try await db.rows("SELECT keep_partitions(now() + interval '30 days') AS dropped")
                    #expect(try dropped.first?.decode("dropped", as: Int.self) ?? 0 >= 3)
                    #expect(try await JobRepository(db).find(job.id) == nil)
                    throw CancellationError()
                }
            }
            #expect(try await jobs.find(job.id) != nil)
        }
    }
}
