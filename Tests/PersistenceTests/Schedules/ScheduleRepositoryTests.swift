import Domain
import Foundation
import Persistence
import Testing

struct ScheduleRepositoryTests {
    @Test func `every kind of terms comes back as stored`() async throws {
        try await Store.with { store in
            let alice = try await store.user("alice", displayName: "Alice")
            let device = try await store.device("r1")
            let start: WallTime = try checked("2026-07-01T02:30")
            let zone: ZoneName = try checked("Europe/Berlin")
            let rules = ScheduleRules(
                windows: [try #require(ScheduleWindow("MON-FRI 22:00-06:00 UTC"))],
                blackouts: [try #require(Blackout("2026-12-24 to 2026-12-26 Christmas"))], misfire: .runOnce,
                graceMinutes: 90)
            let all: [(ScheduleSelection, ScheduleTiming)] = [
                (.all, .cron(try CronExpression("30 2 * * MON-FRI"))), (.devices([device.id]), .once(start)),
                (.tags([try checked("core"), try checked("edge")]), .interval(minutes: 45, start: start)),
            ]
            for (number, (selection, timing)) in all.enumerated() {
                let terms = ScheduleTerms(
                    name: "s\(number)", action: .testConnection, selection: selection,
                    timetable: Timetable(timing: timing, zone: zone), rules: rules, overlap: .queue)
                let due = Date(timeIntervalSince1970: 1_800_000_000)
                let stored = try await ScheduleRepository(store.database).insert(
                    Schedule.ID(), terms, nextDueAt: due, by: alice.id)
                #expect(stored.terms == terms && stored.isEnabled && stored.nextDueAt == due)
                #expect(stored.updatedBy == UserReference(id: alice.id, name: "Alice"))
                #expect(try await ScheduleRepository(store.database).find(stored.id) == stored)
            }
            let page = try await ScheduleRepository(store.database).list(.first)
            #expect(page.elements.map(\.terms.name) == ["s0", "s1", "s2"])
        }
    }

    @Test func `a name is taken whatever its case`() async throws {
        try await Store.with { store in
            _ = try await store.schedule("Nightly")
            await #expect { try await store.schedule("NIGHTLY") } throws: { error in
                (error as? Problem)?.code == "schedule_name_taken" && (error as? Problem)?.fields.first?.name == "name"
            }
        }
    }

    @Test func `an empty selection cannot be stored`() async throws {
        try await Store.with { store in
            await #expect(throws: Problem.self) { try await store.schedule("none", .devices([])) }
            await #expect(throws: Problem.self) { try await store.schedule("none", .tags([])) }
        }
    }

    @Test func `what changes the due time is notified, and what fires is not`() async throws {
        try await Store.with { store in
            var notifications = store.database.notifications(on: ["netstacks_schedule"]).makeAsyncIterator()
            #expect(await notifications.next() == .gap)
            let schedules = ScheduleRepository(store.database)
            let schedule = try await store.schedule("a")
            let message = DatabaseNotification.message(
                channel: "netstacks_schedule", payload: schedule.id.description)
            #expect(await notifications.next() == message)
            try await schedules.advance(schedule.id, nextDueAt: Date(), wakesAt: Date())
            _ = try await schedules.setEnabled(schedule.id, false, nextDueAt: nil, by: nil)
            #expect(await notifications.next() == message)
            _ = try await schedules.update(schedule.id, schedule.terms, nextDueAt: nil, by: nil)
            #expect(await notifications.next() == message)
        }
    }

    @Test func `the longest waiting due schedule is claimed, and only by one transaction`() async throws {
        try await Store.with { store in
            let late = try await store.schedule("late", due: 1_800_000_100)
            let early = try await store.schedule("early", due: 1_800_000_000)
            _ = try await store.schedule("later", due: 1_900_000_000)
            let now = Date(timeIntervalSince1970: 1_800_000_100)
            let claims = try await store.database.transaction { first in
                let mine = try await ScheduleRepository(first).claim(at: now, besides: [])
                return try await store.database.transaction { second in
                    let other = ScheduleRepository(second)
                    let theirs = try await other.claim(at: now, besides: [])
                    return [mine, theirs, try await other.claim(at: now, besides: [late.id])]
                }
            }
            #expect(claims == [early.id, late.id, nil])
            let others = [early.id, late.id]
            #expect(try await ScheduleRepository(store.database).claim(at: now, besides: others) == nil)
            let seconds = try #require(try await ScheduleRepository(store.database).secondsUntilNext(besides: others))
            #expect(abs(seconds - (1_900_000_000 - Date().timeIntervalSince1970)) < 60)
        }
    }

    @Test func `a selection means the devices of the moment`() async throws {
        try await Store.with { store in
            let schedules = ScheduleRepository(store.database)
            let selection = ScheduleSelection.tags([try checked("core"), try checked("edge")])
            #expect(try await schedules.devices(of: selection).isEmpty)
            let one = try await store.device("b", tags: ["core"])
            let other = try await store.device("a", tags: ["edge", "x"])
            let rest = try await store.device("c")
            #expect(try await schedules.devices(of: selection).map(\.id) == [other.id, one.id])
            #expect(try await schedules.devices(of: .all).map(\.id) == [other.id, one.id, rest.id])
            _ = try await DeviceRepository(store.database).delete(one.id)
            #expect(try await schedules.devices(of: .devices([one.id, rest.id])).map(\.id) == [rest.id])
            #expect(try await schedules.devices(of: .all).allSatisfy { !$0.canSignIn })
        }
    }
}

extension Store {
    /// A schedule with this name that is due at a second since 1970.
    @discardableResult
    func schedule(
        _ name: String, _ selection: ScheduleSelection = .all, due: Double = 1_800_000_000
    ) async throws -> Schedule {
        let terms = ScheduleTerms(
            name: name, action: .backUp, selection: selection,
            timetable: Timetable(timing: .cron(try CronExpression("0 * * * *")), zone: .utc))
        return try await ScheduleRepository(database).insert(
            Schedule.ID(), terms, nextDueAt: Date(timeIntervalSince1970: due), by: nil)
    }
}
