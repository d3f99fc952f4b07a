import Domain
import Foundation
import Persistence
import Postgres
import Services
import Testing

@Suite(.timeLimit(.minutes(10))) struct ScheduleFiringTests {
    @Test func `two schedulers fire each of hundreds of due times exactly once`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1", "r2"])
            let start = try FiringStore.time("2026-07-01T00:00")
            var schedules: [Schedule] = []
            for number in 0..<3 {
                schedules.append(try await store.schedule("s\(number)", "* * * * *", due: "2026-07-01T00:00"))
            }
            for minute in 0..<100 {
                let now = start.addingTimeInterval(Double(minute) * 60)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    // Two looks each: a scheduler may be woken again while it fires.
                    for database in store.databases + store.databases {
                        group.addTask {
                            let round = try await ScheduleFiring(database: database).fireDue(at: now)
                            #expect(round.failures.isEmpty)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            for schedule in schedules {
                let runs = try await store.runs.list(schedule.id, Page(number: 1, size: 500))
                #expect(runs.total == 100)
                #expect(runs.elements.allSatisfy { $0.reason == .onTime && $0.jobIDs.count == 2 })
                let next = try await ScheduleRepository(store.database).find(schedule.id)?.nextDueAt
                #expect(next == start.addingTimeInterval(6000))
            }
            #expect(try await store.jobCount() == 600)
        }
    }

    @Test func `a scheduler that dies within a run leaves nothing of it, and another one runs it`() async throws {
        try await FiringStore.with { store in
            let device = try await store.devices(["r1"])[0]
            let schedule = try await store.schedule("a", "0 * * * *", due: "2026-07-01T10:00")
            let now = try FiringStore.time("2026-07-01T10:00")
            let second = ScheduleFiring(database: store.databases[1])
            await #expect(throws: (any Error).self) {
                try await store.pools[0].transaction { db in
                    #expect(try await ScheduleRepository(db).claim(at: now, besides: []) == schedule.id)
                    var run = NewScheduleRun(of: schedule.id, dueAt: now, reason: .onTime)
                    run.jobIDs = try await JobRepository(db).enqueue([NewJob(.backUpDevice, deviceID: device.id)])
                    _ = try await ScheduleRunRepository(db).insert(run, decidedAt: now)
                    // While it lives, nobody else touches the schedule.
                    #expect(try await second.fireDue(at: now).looked == 0)
                    _ = try await db.rows("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(try await store.record(schedule) == [])
            #expect(try await store.jobCount() == 0)
            #expect(try await second.fireDue(at: now).looked == 1)
            #expect(try await store.record(schedule) == ["10:00 on_time"])
            #expect(try await store.jobCount() == 1)
        }
    }

    @Test func `what was missed while nobody was there is recorded, and one run makes up for it`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1"])
            let rules = ScheduleRules(misfire: .runOnce, graceMinutes: 150)
            let once = try await store.schedule("once", "0 * * * *", due: "2026-07-01T06:00", rules: rules)
            let skip = try await store.schedule("skip", "0 * * * *", due: "2026-07-01T06:00")
            _ = try await store.firing.fireDue(at: FiringStore.time("2026-07-01T10:20"))
            #expect(
                try await store.record(once) == [
                    "06:00 too_late", "07:00 too_late", "08:00 collapsed", "09:00 collapsed", "10:00 made_up",
                ])
            #expect(
                try await store.record(skip) == [
                    "06:00 missed", "07:00 missed", "08:00 missed", "09:00 missed", "10:00 missed",
                ])
            #expect(try await store.jobCount() == 1)
        }
    }

    @Test func `a run that waits for its window is made when the window opens`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1"])
            let rules = ScheduleRules(
                windows: [try #require(ScheduleWindow("daily 22:00-23:00"))], misfire: .runOnce, graceMinutes: 180)
            let schedule = try await store.schedule("a", "0 20,21 * * *", due: "2026-07-01T20:00", rules: rules)
            #expect(try await store.firing.fireDue(at: FiringStore.time("2026-07-01T20:00")).looked == 1)
            #expect(try await store.firing.fireDue(at: FiringStore.time("2026-07-01T21:30")).looked == 0)
            #expect(try await store.record(schedule) == [])
            #expect(try await store.firing.fireDue(at: FiringStore.time("2026-07-01T22:00")).looked == 1)
            #expect(try await store.record(schedule) == ["20:00 collapsed", "21:00 made_up"])
        }
    }

    @Test func `windows and blackouts skip, and the record says why`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1"])
            let rules = ScheduleRules(
                windows: [try #require(ScheduleWindow("daily 02:00-04:00"))],
                blackouts: [try #require(Blackout("2026-07-02 Audit"))])
            let schedule = try await store.schedule("a", "0 1,3 * * *", due: "2026-07-01T01:00", rules: rules)
            for time in ["2026-07-01T01:00", "2026-07-01T03:00", "2026-07-02T01:00", "2026-07-02T03:00"] {
                _ = try await store.firing.fireDue(at: FiringStore.time(time))
            }
            #expect(
                try await store.record(schedule) == [
                    "01:00 window_closed", "03:00 on_time", "01:00 blackout", "03:00 blackout",
                ])
            #expect(try await store.runs.list(schedule.id, .first).elements.first?.detail == "Audit")
        }
    }

    @Test func `a run does not overlap the one before, unless the schedule queues`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1"])
            let skip = try await store.schedule("skip", "0 * * * *", due: "2026-07-01T01:00", overlap: .skip)
            let queue = try await store.schedule("queue", "0 * * * *", due: "2026-07-01T01:00", overlap: .queue)
            _ = try await store.firing.fireDue(at: FiringStore.time("2026-07-01T01:00"))
            _ = try await store.firing.fireDue(at: FiringStore.time("2026-07-01T02:00"))
            #expect(try await store.record(skip) == ["01:00 on_time", "02:00 overlap"])
            #expect(try await store.record(queue) == ["01:00 on_time", "02:00 on_time"])
            for job in try await JobRepository(store.database).list(JobFilter()).elements {
                _ = try await JobRepository(store.database).requestCancel(job.id)
            }
            _ = try await store.firing.fireDue(at: FiringStore.time("2026-07-01T03:00"))
            #expect(try await store.record(skip).last == "03:00 on_time")
        }
    }

    @Test func `a selection that fits nothing means no device, never all`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1"])
            let gone = try await store.device("gone", credentials: nil)
            _ = try await DeviceRepository(store.database).delete(gone.id)
            let absent = try FiringStore.tag("absent")
            let tags = try await store.schedule(
                "tags", "0 * * * *", due: "2026-07-01T01:00", selection: .tags([absent]))
            let named = try await store.schedule(
                "named", "0 * * * *", due: "2026-07-01T01:00", selection: .devices([gone.id]))
            _ = try await store.firing.fireDue(at: FiringStore.time("2026-07-01T01:00"))
            #expect(try await store.record(tags) == ["01:00 no_devices"])
            #expect(try await store.record(named) == ["01:00 no_devices"])
            #expect(try await store.jobCount() == 0)
        }
    }

    @Test func `the devices are those of the moment, and one without credentials is left out and counted`() async throws
    {
        try await FiringStore.with { store in
            let schedule = try await store.schedule("a", "0 * * * *", due: "2026-07-01T01:00")
            let devices = try await store.devices(["r1", "r2"])
            _ = try await store.device("bare", credentials: nil)
            _ = try await store.firing.fireDue(at: FiringStore.time("2026-07-01T01:00"))
            let run = try #require(try await store.runs.list(schedule.id, .first).elements.first)
            #expect(run.leftOut == 1)
            let jobs = try await JobRepository(store.database).list(JobFilter()).elements
            #expect(Set(jobs.compactMap(\.deviceID)) == Set(devices.map(\.id)))
            #expect(Set(jobs.map(\.id)) == Set(run.jobIDs))
            #expect(jobs.allSatisfy { $0.kind == .backUpDevice && $0.requestedBy == nil })
        }
    }

    @Test func `a clock that is set back decides nothing twice`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1"])
            let schedule = try await store.schedule("a", "0 * * * *", due: "2026-07-01T01:00")
            let time = try FiringStore.time("2026-07-01T01:00")
            _ = try await store.firing.fireDue(at: time)
            try await ScheduleRepository(store.database).advance(schedule.id, nextDueAt: time, wakesAt: time)
            #expect(try await store.firing.fireDue(at: time).failures.isEmpty)
            #expect(try await store.record(schedule) == ["01:00 on_time"])
            #expect(try await store.jobCount() == 1)
        }
    }

    @Test func `a schedule that cannot be read does not hold up the others`() async throws {
        try await FiringStore.with { store in
            _ = try await store.devices(["r1"])
            let broken = try await store.schedule("broken", "0 * * * *", due: "2026-07-01T00:00")
            let sound = try await store.schedule("sound", "0 * * * *", due: "2026-07-01T01:00")
            _ = try await store.pools[0].rows("UPDATE schedule SET zone = 'Mars/Olympus' WHERE id = \(broken.id)")
            let round = try await store.firing.fireDue(at: FiringStore.time("2026-07-01T01:00"))
            #expect(round.failures.map(\.id) == [broken.id])
            #expect(try await store.record(sound) == ["01:00 on_time"])
        }
    }
}
