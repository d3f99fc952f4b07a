import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct DeviceLeaseRepositoryTests {
    @Test func `a second job is told who holds the device, why and since when`() async throws {
        try await Store.with { store in
            let leases = DeviceLeaseRepository(store.database)
            let device = try await store.device("a")
            let holder = Job.ID()
            let before = Date(timeIntervalSinceNow: -5)
            let first = try await leases.acquire(device.id, jobID: holder, purpose: "change #1", seconds: 60)
            #expect(first == .acquired(token: 1))
            let second = try await leases.acquire(device.id, jobID: Job.ID(), purpose: "change #2", seconds: 60)
            guard case .held(let jobID, let purpose, let since) = second else {
                Issue.record("the device was given twice: \(second)")
                return
            }
            #expect(jobID == holder && purpose == "change #1" && since > before)
            #expect(try await leases.find(device.id) == second)
        }
    }

    @Test func `the token rises with every taking, also after a release`() async throws {
        try await Store.with { store in
            let leases = DeviceLeaseRepository(store.database)
            let device = try await store.device("a")
            let (a, b) = (Job.ID(), Job.ID())
            #expect(try await leases.acquire(device.id, jobID: a, purpose: "", seconds: 60) == .acquired(token: 1))
            #expect(try await leases.release(device.id, jobID: b, token: 1) == false)
            #expect(try await leases.release(device.id, jobID: a, token: 1))
            #expect(try await leases.find(device.id) == nil)
            #expect(try await leases.acquire(device.id, jobID: b, purpose: "", seconds: 60) == .acquired(token: 2))
            #expect(try await leases.acquire(device.id, jobID: b, purpose: "", seconds: 60) == .acquired(token: 3))
            #expect(try await leases.renew(device.id, jobID: b, token: 2, seconds: 60) == false)
            #expect(try await leases.renew(device.id, jobID: b, token: 3, seconds: 60))
            #expect(try await leases.release(device.id, jobID: b, token: 2) == false)
        }
    }

    @Test func `an expired lease can be taken, and its old holder has lost it`() async throws {
        try await Store.with { store in
            let leases = DeviceLeaseRepository(store.database)
            let device = try await store.device("a")
            let (dead, next) = (Job.ID(), Job.ID())
            _ = try await leases.acquire(device.id, jobID: dead, purpose: "", seconds: 60)
            try await store.pool.execute("UPDATE device_lease SET expires_at = now() - interval '1 second'")
            #expect(try await leases.find(device.id) == nil)
            #expect(try await leases.acquire(device.id, jobID: next, purpose: "", seconds: 60) == .acquired(token: 2))
            #expect(try await leases.renew(device.id, jobID: dead, token: 1, seconds: 60) == false)
            #expect(try await leases.release(device.id, jobID: dead, token: 1) == false)
        }
    }

    @Test func `of twenty jobs at once exactly one gets the device`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let outcomes = try await withThrowingTaskGroup(of: DeviceLeaseOutcome.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await DeviceLeaseRepository(store.database).acquire(
                            device.id, jobID: Job.ID(), purpose: "race", seconds: 60)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let winners = outcomes.filter { if case .acquired = $0 { true } else { false } }
            #expect(winners == [.acquired(token: 1)] && outcomes.count == 20)
        }
    }
}
