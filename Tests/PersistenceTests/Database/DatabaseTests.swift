import Domain
import Persistence
import Postgres
import TestSupport
import Testing

struct DatabaseTests {
    @Test func `a transaction keeps all or nothing, and rethrows what its body threw`() async throws {
        try await Store.with { store in
            struct Stop: Error {}
            await #expect(throws: Stop.self) {
                try await store.database.transaction { db in
                    _ = try await DeviceRepository(db).insert(Device.ID(), store.draft("a"))
                    throw Stop()
                }
            }
            #expect(try await DeviceRepository(store.database).count() == 0)
            let device = try await store.database.transaction { db in
                try await DeviceRepository(db).insert(Device.ID(), store.draft("a"))
            }
            #expect(try await DeviceRepository(store.database).find(device.id) == device)
        }
    }

    @Test func `a problem inside a transaction comes out as it is and undoes the rest`() async throws {
        try await Store.with { store in
            _ = try await store.device("taken")
            let problem = await #expect(throws: Problem.self) {
                try await store.database.transaction { db in
                    _ = try await DeviceRepository(db).insert(Device.ID(), store.draft("other"))
                    _ = try await DeviceRepository(db).insert(Device.ID(), store.draft("taken"))
                }
            }
            #expect(problem?.code == "device_name_taken")
            #expect(try await DeviceRepository(store.database).count() == 1)
        }
    }

    @Test func `transactions that deadlock are run again until both are through`() async throws {
        try await Store.with { store in
            let (a, b) = (try await store.user("alice"), try await store.user("bob"))
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for ids in [[a.id, b.id], [b.id, a.id]] {
                    group.addTask {
                        try await store.database.transaction { db in
                            for id in ids {
                                _ = try await UserRepository(db).update(
                                    id: id, displayName: "", role: .viewer, isEnabled: true)
                                await meeting.arrive()
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(await meeting.arrivals > 4, "one of the two ran again")
            #expect(try await UserRepository(store.database).find(a.id)?.role == .viewer)
        }
    }

    @Test func `a database that is away is a problem with a sentence, not a crash`() async throws {
        let pool = PostgresPool(
            PostgresConfiguration(url: "postgresql://nobody@127.0.0.1:1/none", waitTimeout: .milliseconds(200)),
            on: TestDatabase.loop)
        let database = Database(pool: pool)
        let problem = await #expect(throws: Problem.self) { try await DeviceRepository(database).count() }
        #expect(problem?.kind == .unavailable && problem?.code == "database_unavailable")
        let inTransaction = await #expect(throws: Problem.self) {
            try await database.transaction { try await DeviceRepository($0).count() }
        }
        #expect(inTransaction?.code == "database_unavailable")
        await pool.close()
    }

    @Test func `enqueueing, events, releases and cancellations are notified after the commit`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let worker = try await store.worker()
            var notifications = store.database.notifications(
                on: ["netstacks_job", "netstacks_job_cancel", "netstacks_event"]
            ).makeAsyncIterator()
            #expect(await notifications.next() == .gap)
            let jobs = JobRepository(store.database)
            let job = try await jobs.enqueue(NewJob(.planChange))
            #expect(await notifications.next() == .message(channel: "netstacks_job", payload: ""))
            _ = try await jobs.claim(workerID: worker, kinds: [.planChange], limit: 1)
            #expect(await notifications.next() == .message(channel: "netstacks_event", payload: "job:\(job)"))
            // A worker that got all it asked for comes back by itself, so nobody rings for it.
            try await jobs.enqueue(NewJob(.planChange))
            _ = try await jobs.requestCancel(job)
            #expect(await notifications.next() == .message(channel: "netstacks_event", payload: "job:\(job)"))
            #expect(
                await notifications.next() == .message(channel: "netstacks_job_cancel", payload: job.description))
            let leases = DeviceLeaseRepository(store.database)
            _ = try await leases.acquire(device.id, jobID: job, purpose: "", seconds: 60)
            try await leases.release(device.id, jobID: job, token: 1)
            #expect(await notifications.next() == .message(channel: "netstacks_job", payload: ""))
        }
    }
}

/// Lets the first to arrive wait for the second; later ones pass.
private actor Meeting {
    private(set) var arrivals = 0
    private var waiting: CheckedContinuation<Void, Never>?

    func arrive() async {
        arrivals += 1
        if arrivals == 1 {
            await withCheckedContinuation { waiting = $0 }
        } else {
            waiting?.resume()
            waiting = nil
        }
    }
}
