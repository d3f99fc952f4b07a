import Domain
import Foundation
import Testing

struct ScheduleAgendaTests {
    private func agenda(
        _ cron: String, _ zone: String = "UTC", windows: [String] = [], blackouts: [String] = [],
        misfire: ScheduleRules.Misfire = .skip, grace: Int = 60
    ) throws -> ScheduleAgenda {
        ScheduleAgenda(
            timetable: try Times.timetable(cron, zone),
            rules: ScheduleRules(
                windows: try windows.map { try #require(ScheduleWindow($0)) },
                blackouts: try blackouts.map { try #require(Blackout($0)) }, misfire: misfire, graceMinutes: grace))
    }

    /// Decisions as short texts: due time, what, and how many when not one.
    private func told(_ decisions: ScheduleDecisions) -> [String] {
        decisions.decisions.map { one in
            let what =
                switch one.outcome {
                case .onTime: "on time"
                case .late: "late"
                case .skipped(.blackout(let name)): "blackout \(name)"
                case .skipped(.missed(.notLookedAt)): "missed"
                case .skipped(.missed(.windowClosed)): "closed"
                case .skipped(.tooLate): "too late"
                case .collapsed(let due): "into \(WallTime.clock(ZoneName.utc.wall(at: due).minuteOfDay))"
                }
            return "\(ZoneName.utc.wall(at: one.due).text.suffix(5)) \(what)\(one.count == 1 ? "" : " x\(one.count)")"
        }
    }

    private func decide(_ agenda: ScheduleAgenda, from first: String, at now: String) throws -> ScheduleDecisions {
        agenda.decide(from: try Times.instant(first), at: try Times.instant(now))
    }

    @Test func `a due time that is looked at in time runs, and the next is known`() throws {
        let decisions = try decide(agenda("0 * * * *"), from: "2026-07-01T10:00", at: "2026-07-01T10:00")
        #expect(told(decisions) == ["10:00 on time"])
        #expect(decisions.nextDue == (try Times.instant("2026-07-01T11:00")))
        #expect(decisions.wakesAt == decisions.nextDue)
    }

    @Test func `what was missed is skipped when the policy is to skip`() throws {
        let decisions = try decide(agenda("0 * * * *"), from: "2026-07-01T08:00", at: "2026-07-01T10:01")
        #expect(told(decisions) == ["08:00 missed", "09:00 missed", "10:00 on time"])
    }

    @Test func `what was missed becomes one run when the policy is to run once`() throws {
        let agenda = try agenda("0 * * * *", misfire: .runOnce, grace: 180)
        #expect(
            told(try decide(agenda, from: "2026-07-01T06:00", at: "2026-07-01T10:30")) == [
                "06:00 too late", "07:00 too late", "08:00 into 10:00", "09:00 into 10:00", "10:00 late",
            ])
    }

    @Test func `a run on time makes up for what was missed before`() throws {
        let agenda = try agenda("0 * * * *", misfire: .runOnce, grace: 180)
        #expect(
            told(try decide(agenda, from: "2026-07-01T09:00", at: "2026-07-01T11:00"))
                == ["09:00 into 11:00", "10:00 into 11:00", "11:00 on time"])
    }

    @Test func `the grace ends to the minute`() throws {
        let agenda = try agenda("0 3 * * *", misfire: .runOnce, grace: 60)
        #expect(told(try decide(agenda, from: "2026-07-01T03:00", at: "2026-07-01T04:00")) == ["03:00 late"])
        #expect(told(try decide(agenda, from: "2026-07-01T03:00", at: "2026-07-01T04:01")) == ["03:00 too late"])
    }

    @Test func `a due time outside of its windows is skipped`() throws {
        let agenda = try agenda("0 12 * * *", windows: ["daily 22:00-06:00"])
        #expect(told(try decide(agenda, from: "2026-07-01T12:00", at: "2026-07-01T12:00")) == ["12:00 closed"])
    }

    @Test func `run once waits for the window within the grace, and everything meanwhile with it`() throws {
        let agenda = try agenda("0 * * * *", windows: ["daily 22:00-06:00"], misfire: .runOnce, grace: 120)
        let waiting = try decide(agenda, from: "2026-07-01T19:00", at: "2026-07-01T20:00")
        #expect(told(waiting) == ["19:00 too late"])
        #expect(waiting.nextDue == (try Times.instant("2026-07-01T20:00")))
        #expect(waiting.wakesAt == (try Times.instant("2026-07-01T22:00")))
        let opened = try decide(agenda, from: "2026-07-01T20:00", at: "2026-07-01T22:00")
        #expect(told(opened) == ["20:00 into 22:00", "21:00 into 22:00", "22:00 on time"])
    }

    @Test func `a blackout skips, and nothing is made up for it`() throws {
        let agenda = try agenda(
            "0 3 * * *", "Europe/Berlin", blackouts: ["2026-12-24 to 2026-12-25 Freeze"], misfire: .runOnce,
            grace: 10_000)
        let decisions = try decide(agenda, from: "2026-12-24T02:00", at: "2026-12-26T02:00")
        #expect(told(decisions) == ["02:00 blackout Freeze", "02:00 blackout Freeze", "02:00 on time"])
    }

    @Test func `what is made up for does not run within a blackout either`() throws {
        let agenda = try agenda(
            "0 23 * * *", windows: ["daily 01:00-02:00"], blackouts: ["2026-12-24 Freeze"], misfire: .runOnce,
            grace: 2000)
        let entry = try #require(agenda.upcoming(after: try Times.instant("2026-12-23T22:00"), runs: 1, limit: 5).first)
        #expect(entry.verdict == .late(try Times.instant("2026-12-25T01:00"), because: .windowClosed))
    }

    @Test func `after a long outage the old due times stand in one row`() throws {
        let decisions = try decide(agenda("* * * * *"), from: "2026-07-01T00:00", at: "2026-07-02T00:00")
        #expect(decisions.decisions.count == 22)
        #expect(decisions.decisions.map(\.count).reduce(0, +) == 1441)
        #expect(decisions.decisions.first?.firstDue == (try Times.instant("2026-07-01T00:00")))
        #expect(decisions.decisions.filter { $0.outcome == .onTime }.count == 2)
        #expect(decisions.nextDue == (try Times.instant("2026-07-02T00:01")))
    }

    @Test func `an outage of years takes no longer than a moment`() throws {
        let decisions = try decide(
            agenda("* * * * *", "Europe/Berlin", misfire: .runOnce), from: "2020-01-01T00:00", at: "2026-07-02T00:00")
        #expect(decisions.decisions.last?.outcome == .onTime)
        #expect(decisions.nextDue == (try Times.instant("2026-07-02T00:01")))
        #expect(decisions.decisions.count <= 60)
    }

    @Test func `the coming runs show what is skipped among them`() throws {
        let agenda = try agenda("0 3 * * *", blackouts: ["2026-07-03 Audit"])
        let entries = agenda.upcoming(after: try Times.instant("2026-07-01T04:00"), runs: 3, limit: 30)
        #expect(entries.map(\.verdict) == [.onTime, .skipped(.blackout("Audit")), .onTime, .onTime])
    }

    @Test func `due times that wait for one window are one run`() throws {
        let agenda = try agenda("0 * * * *", windows: ["daily 22:00-23:00"], misfire: .runOnce, grace: 180)
        let entries = agenda.upcoming(after: try Times.instant("2026-07-01T18:30"), runs: 1, limit: 30)
        #expect(entries.map { ZoneName.utc.wall(at: $0.due.instant).hour } == [19, 20, 21, 22])
    }

    @Test func `a schedule that can never run has no next run`() throws {
        #expect(
            try agenda("0 12 * * *", windows: ["daily 22:00-06:00"]).nextRun(after: Times.instant("2026-07-01T00:00"))
                == nil)
        #expect(try agenda("30 2 30 2 *").nextRun(after: Times.instant("2026-07-01T00:00")) == nil)
    }
}
