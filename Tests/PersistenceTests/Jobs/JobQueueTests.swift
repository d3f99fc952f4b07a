import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct JobQueueTests {
    @Test func `each kind says what waits for what, and how the last ones ended`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let device = try #require(JobKey("device:a"))
            var later = NewJob(.backUpDevice)
            later.scheduledAt = Date().addingTimeInterval(3600)
            let running = try await jobs.enqueue([
                NewJob(.backUpDevice, keys: [device]), NewJob(.backUpDevice, keys: [device]), later,
            ])[0]
            let claimed = try await jobs.claim(workerID: store.worker(), kinds: [.backUpDevice], limit: 10)
            #expect(claimed.map(\.id) == [running])
            var chained = NewJob(.backUpDevice)
            chained.prerequisites = [running]
            try await jobs.enqueue([chained, NewJob(.backUpDevice)])
            let done = try await store.runningJob(.testConnection)
            try await store.succeed([done])
            let failed = try await store.runningJob(.testConnection)
            _ = try await jobs.end([JobEnding(failed.id, token: failed.fencingToken, .failed("No."))])

            let queues = try await JobQueueRepository(store.database).list()
            let backups = try #require(queues[.backUpDevice])
            #expect(backups.due == 1 && backups.later == 1 && backups.running == 1)
            #expect(backups.waitingForKeys == 1 && backups.waitingForJobs == 1 && backups.oldestDueAt != nil)
            let tests = try #require(queues[.testConnection])
            #expect(tests.succeeded == 1 && tests.givenUp == 1 && tests.due == 0)
        }
    }

    @Test func `of a paused kind nothing is started until it is resumed`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let pauses = JobPauseRepository(store.database)
            let user = try await store.user("ada")
            #expect(try await pauses.insert(.backUpDevice, by: user.id))
            #expect(try await !pauses.insert(.backUpDevice, by: user.id))
            try await jobs.enqueue(NewJob(.backUpDevice))
            let worker = try await store.worker()
            #expect(try await jobs.claim(workerID: worker, kinds: [.backUpDevice], limit: 1).isEmpty)
            #expect(try await pauses.list()[.backUpDevice]?.by?.id == user.id)
            #expect(try await pauses.delete(.backUpDevice))
            #expect(try await !pauses.delete(.backUpDevice))
            #expect(try await jobs.claim(workerID: worker, kinds: [.backUpDevice], limit: 1).count == 1)
        }
    }

    @Test func `jobs are found by part of their device's name, by their worker, and by what was given up`() async throws
    {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let device = try await store.device("lis-acc-sw1")
            let other = try await store.device("par-acc-sw1")
            let ids = try await jobs.enqueue([
                NewJob(.backUpDevice, deviceID: device.id), NewJob(.backUpDevice, deviceID: other.id),
            ])
            var filter = JobFilter()
            filter.deviceName = "LIS-"
            #expect(try await jobs.list(filter).elements.map(\.id) == [ids[0]])
            filter.deviceName = "%"
            #expect(try await jobs.list(filter).total == 0)

            let worker = try await store.worker()
            let claimed = try await jobs.claim(workerID: worker, kinds: [.backUpDevice], limit: 1)
            filter = JobFilter()
            filter.workerID = worker
            #expect(try await jobs.list(filter).elements.map(\.id) == [ids[0]])
            _ = try await jobs.end([JobEnding(ids[0], token: claimed[0].fencingToken, .failed("No."))])
            filter = JobFilter()
            filter.isGivenUp = true
            #expect(try await jobs.list(filter).elements.map(\.id) == [ids[0]])
            var again = NewJob(.backUpDevice, deviceID: device.id)
            again.replayOf = ids[0]
            try await jobs.enqueue(again)
            #expect(try await jobs.replay(of: ids[0]) == again.id)
            #expect(try await jobs.list(filter).total == 0)
            #expect(try await jobs.find(ids: ids).map(\.id) == ids)
        }
    }

    @Test func `the newest events of a topic come oldest first`() async throws {
        try await Store.with { store in
            let events = EventRepository(store.database)
            let job = Job.ID()
            for number in 1...5 { try await events.append(.job(job), kind: "progress", text: "\(number)") }
            #expect(try await events.newest(.job(job), limit: 3).map(\.text) == ["3", "4", "5"])
        }
    }

    @Test func `a worker's leases are those of the jobs that it runs`() async throws {
        try await Store.with { store in
            let workers = WorkerRepository(store.database)
            let device = try await store.device("r1")
            let job = try await store.runningJob(.runTarget)
            _ = try await DeviceLeaseRepository(store.database).acquire(
                device.id, jobID: job.id, purpose: "run change #4", seconds: 60)
            let worker = try #require(job.workerID)
            let lease = try #require(try await workers.leases(of: worker).first)
            #expect(lease.deviceName == device.name && lease.jobID == job.id && lease.purpose == "run change #4")
            #expect(try await workers.leases(of: WorkerID()).isEmpty)
            #expect(try await workers.workingCount() == 1)
            _ = try await workers.want(.pause, of: worker)
            #expect(try await workers.workingCount() == 0)
        }
    }
}
