import Domain
import Services

extension DemoSeed {
    /// A backup of the routers every night, and a test of the switches every six hours.
    func plantSchedules() async throws {
        let existing = try await services.schedules.list(page: Page(number: 1, size: 500), by: actor).elements
        for terms in try schedules where !existing.contains(where: { $0.schedule.terms.name == terms.name }) {
            _ = try await services.schedules.add(terms, by: actor)
        }
    }

    private var schedules: [ScheduleTerms] {
        get throws {
            let nightly = Timetable(timing: .cron(try CronExpression("30 2 * * *")), zone: .utc)
            let start = WallTime(CalendarDate(year: 2026, month: 1, day: 1), minute: 0)
            return [
                ScheduleTerms(
                    name: "Nightly backup", action: .backUp, selection: .tags(["core"].compactMap(Tag.init)),
                    timetable: nightly, rules: ScheduleRules(misfire: .runOnce, graceMinutes: 240)),
                ScheduleTerms(
                    name: "Reach the switches", action: .testConnection,
                    selection: .tags(["access"].compactMap(Tag.init)),
                    timetable: Timetable(timing: .interval(minutes: 360, start: start), zone: .utc)),
            ]
        }
    }
}
