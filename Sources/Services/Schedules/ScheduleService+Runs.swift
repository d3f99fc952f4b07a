public import Domain
import Persistence

extension ScheduleService {
    /// What became of the due times of a schedule, newest first.
    public func runs(
        of id: Schedule.ID, page: Page, by actor: Actor
    ) async throws -> Paged<ScheduleSummary.RunSummary> {
        try actor.require(.view)
        let found = try await ScheduleRunRepository(database).list(id, page)
        return Paged(elements: try await withTallies(found.elements), total: found.total, page: found.page)
    }

    /// One run of a schedule.
    public func run(
        _ id: ScheduleRun.ID, of scheduleID: Schedule.ID, by actor: Actor
    ) async throws -> ScheduleSummary.RunSummary {
        try actor.require(.view)
        guard let run = try await ScheduleRunRepository(database).find(id, of: scheduleID),
            let summary = try await withTallies([run]).first
        else { throw Problem.notFound("run") }
        return summary
    }

    /// The jobs of a run, by the names of their devices.
    public func jobs(of run: ScheduleRun, page: Page, by actor: Actor) async throws -> Paged<ScheduleRunJob> {
        try actor.require(.view)
        return try await ScheduleRunRepository(database).jobs(of: run, page)
    }

    /// The next ten runs, with what is skipped among them, at most 30 due times; by the database's clock.
    public func preview(of terms: ScheduleTerms, by actor: Actor) async throws -> [ScheduleAgenda.Entry] {
        try actor.require(.view)
        let now = try await ScheduleRepository(database).now()
        return terms.agenda.upcoming(after: now, runs: 10, limit: 30)
    }

    /// Runs a schedule now, whatever its timetable and its windows say; the answer says what came of it.
    public func runNow(_ id: Schedule.ID, by actor: Actor) async throws -> ScheduleRun {
        try actor.require(.manageSchedules)
        return try await database.transaction { db in
            let schedules = ScheduleRepository(db)
            guard let schedule = try await schedules.lock(id) else { throw Problem.notFound("schedule") }
            let now = try await schedules.now()
            let run = try await ScheduleRunWriter(db: db, schedule: schedule, now: now).start(
                NewScheduleRun(of: id, dueAt: now, reason: .asked, requestedBy: actor.user.id))
            if run.reason == .overlap {
                throw Problem(
                    .conflict, code: "schedule_still_running",
                    "Jobs of the run before are still going, and this schedule lets no two runs overlap. Wait for them, or stop them."
                )
            }
            if run.reason == .noDevices {
                throw Problem(
                    .conflict, code: "schedule_without_devices",
                    run.leftOut == 0
                        ? "No device fits the selection of this schedule now, so there is nothing to run."
                        : "None of the devices of this schedule has a credential set, so there is nothing to run.")
            }
            try await AuditRepository(db).append(
                actor.entry("schedule.run", "schedule", id, "Ran schedule \(schedule.terms.name) now"))
            return run
        }
    }
}

extension ScheduleService {
    /// The devices with these ids that are still there, in this order.
    public func devices(named ids: [Device.ID], by actor: Actor) async throws -> [Device] {
        try actor.require(.view)
        return ids.isEmpty ? [] : try await DeviceRepository(database).find(ids: ids)
    }
}
