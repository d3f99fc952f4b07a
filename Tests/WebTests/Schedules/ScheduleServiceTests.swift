import Domain
import Foundation
import Persistence
import Services
import Testing

@Suite(.timeLimit(.minutes(10))) struct ScheduleServiceTests {
    private func terms(
        _ cron: String = "0 3 * * *", name: String = "Nightly", rules: ScheduleRules = ScheduleRules()
    ) throws -> ScheduleTerms {
        ScheduleTerms(
            name: name, action: .backUp, selection: .all,
            timetable: Timetable(timing: .cron(try CronExpression(cron)), zone: .utc), rules: rules)
    }

    @Test func `an edit counts at once: the schedulers are woken and the new time is due`() async throws {
        try await FiringStore.with { store in
            let actor = try await store.actor()
            let service = ScheduleService(database: store.database)
            let schedule = try await service.add(terms("0 3 1 1 *"), by: actor)
            var changes = ScheduleFiring(database: store.databases[1]).changes().makeAsyncIterator()
            #expect(await changes.next() == .gap)
            let far = try #require(try await store.firing.secondsUntilNext())
            _ = try await service.update(schedule.id, terms("* * * * *"), by: actor)
            #expect(
                await changes.next()
                    == .message(channel: "netstacks_schedule", payload: schedule.id.description))
            let near = try #require(try await store.firing.secondsUntilNext())
            #expect(near <= 60 && near <= far)
            _ = try await service.setEnabled(schedule.id, false, by: actor)
            #expect(await changes.next() != nil)
            #expect(try await store.firing.secondsUntilNext() == nil)
        }
    }

    @Test func `an edit of anything but the timetable keeps what is due`() async throws {
        try await FiringStore.with { store in
            let actor = try await store.actor()
            let service = ScheduleService(database: store.database)
            let schedule = try await store.schedule("a", "0 3 * * *", due: "2026-07-01T03:00")
            var changed = schedule.terms
            changed.name = "b"
            #expect(try await service.update(schedule.id, changed, by: actor).nextDueAt == schedule.nextDueAt)
            changed.timetable.zone = try #require(ZoneName("Europe/Berlin"))
            let moved = try #require(try await service.update(schedule.id, changed, by: actor).nextDueAt)
            #expect(moved > Date())
        }
    }

    @Test func `what can never run is refused with a sentence at its field`() async throws {
        try await FiringStore.with { store in
            let actor = try await store.actor()
            let service = ScheduleService(database: store.database)
            func fields(_ terms: ScheduleTerms) async -> [String] {
                do {
                    _ = try await service.add(terms, by: actor)
                    return []
                } catch {
                    return (error as? Problem)?.fields.map(\.name) ?? ["\(error)"]
                }
            }
            #expect(try await fields(terms("30 2 30 2 *")) == ["cron"])
            let closed = ScheduleRules(windows: [try #require(ScheduleWindow("daily 22:00-23:00"))])
            #expect(try await fields(terms("0 12 * * *", rules: closed)) == ["windows"])
            #expect(try await fields(terms("* * * * *", name: "Minutes", rules: closed)) == [])
            var past = try terms(name: "")
            past.timetable.timing = .once(try #require(WallTime("2020-01-01T00:00")))
            past.rules.graceMinutes = 0
            past.selection = .tags([])
            #expect(await fields(past) == ["name", "tags", "grace_minutes", "starts_at"])
            past = try terms()
            past.selection = .devices([Device.ID()])
            #expect(await fields(past) == ["device_ids"])
        }
    }

    @Test func `a person can run a schedule now, once at a time`() async throws {
        try await FiringStore.with { store in
            let actor = try await store.actor()
            let service = ScheduleService(database: store.database)
            let schedule = try await service.add(terms(), by: actor)
            await #expect { try await service.runNow(schedule.id, by: actor) } throws: { error in
                (error as? Problem)?.code == "schedule_without_devices"
            }
            _ = try await store.devices(["r1"])
            let run = try await service.runNow(schedule.id, by: actor)
            #expect(run.reason == .asked && run.requestedBy == actor.user && run.jobIDs.count == 1)
            await #expect { try await service.runNow(schedule.id, by: actor) } throws: { error in
                (error as? Problem)?.code == "schedule_still_running"
            }
            let summary = try await service.find(schedule.id, by: actor)
            #expect(summary.latest?.run == run && summary.latest?.tally.unfinished == 1)
            #expect(summary.nextRunAt == summary.schedule.nextDueAt)
        }
    }

    @Test func `a role without the permission sees schedules and changes none`() async throws {
        try await FiringStore.with { store in
            let admin = try await store.actor()
            let service = ScheduleService(database: store.database)
            let schedule = try await service.add(terms(), by: admin)
            let viewer = Actor(user: admin.user, role: .viewer, remoteAddress: "", requestID: "")
            #expect(try await service.list(page: .first, by: viewer).total == 1)
            #expect(try await service.preview(of: schedule.terms, by: viewer).count == 10)
            for attempt in 0..<5 {
                await #expect { () async throws in
                    switch attempt {
                    case 0: _ = try await service.add(terms(name: "b"), by: viewer)
                    case 1: _ = try await service.update(schedule.id, schedule.terms, by: viewer)
                    case 2: _ = try await service.setEnabled(schedule.id, false, by: viewer)
                    case 3: _ = try await service.runNow(schedule.id, by: viewer)
                    default: try await service.remove(schedule.id, by: viewer)
                    }
                } throws: { error in
                    (error as? Problem)?.kind == .denied
                }
            }
            try await service.remove(schedule.id, by: admin)
            let record = try await AuditRepository(store.database).list(AuditFilter(subjectKind: "schedule"))
            #expect(record.elements.map(\.action) == ["schedule.remove", "schedule.add"])
        }
    }
}
