public import Domain
import Foundation
public import Persistence

/// Keeps the schedules; what is due is fired by ``ScheduleFiring``.
public struct ScheduleService: Sendable {
    let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// One page of schedules, by name, with their next and their newest run.
    public func list(page: Page, by actor: Actor) async throws -> Paged<ScheduleSummary> {
        try actor.require(.view)
        let found = try await ScheduleRepository(database).list(page)
        return Paged(elements: try await summaries(of: found.elements), total: found.total, page: found.page)
    }

    /// One schedule.
    public func find(_ id: Schedule.ID, by actor: Actor) async throws -> ScheduleSummary {
        try actor.require(.view)
        guard let schedule = try await ScheduleRepository(database).find(id),
            let summary = try await summaries(of: [schedule]).first
        else { throw Problem.notFound("schedule") }
        return summary
    }

    /// Adds a schedule, which is on from now.
    public func add(_ terms: ScheduleTerms, by actor: Actor) async throws -> Schedule {
        try actor.require(.manageSchedules)
        return try await database.transaction { db in
            let now = try await ScheduleRepository(db).now()
            try await ScheduleCheck(db: db, now: now).check(terms)
            let schedule = try await ScheduleRepository(db).insert(
                Schedule.ID(), terms, nextDueAt: terms.timetable.next(after: now)?.instant, by: actor.user.id)
            try await AuditRepository(db).append(
                actor.entry("schedule.add", "schedule", schedule.id, "Added schedule \(terms.name): \(terms.summary)"))
            return schedule
        }
    }

    /// Saves a schedule; a new timetable counts from now, and under an old one what is due stays due.
    public func update(_ id: Schedule.ID, _ terms: ScheduleTerms, by actor: Actor) async throws -> Schedule {
        try actor.require(.manageSchedules)
        return try await database.transaction { db in
            let schedules = ScheduleRepository(db)
            guard let before = try await schedules.lock(id) else { throw Problem.notFound("schedule") }
            let now = try await schedules.now()
            try await ScheduleCheck(db: db, now: now).check(terms, before: before)
            let isSame = terms.timetable == before.terms.timetable
            let next = isSame ? before.nextDueAt : terms.timetable.next(after: now)?.instant
            guard
                let schedule = try await schedules.update(
                    id, terms, nextDueAt: before.isEnabled ? next : nil, by: actor.user.id)
            else { throw Problem.notFound("schedule") }
            try await AuditRepository(db).append(
                actor.entry("schedule.update", "schedule", id, "Changed schedule \(terms.name): \(terms.summary)"))
            return schedule
        }
    }

    /// Turns a schedule on or off; what was due while it was off is not made up for.
    public func setEnabled(_ id: Schedule.ID, _ isEnabled: Bool, by actor: Actor) async throws -> Schedule {
        try actor.require(.manageSchedules)
        return try await database.transaction { db in
            let schedules = ScheduleRepository(db)
            guard let before = try await schedules.lock(id) else { throw Problem.notFound("schedule") }
            if before.isEnabled == isEnabled { return before }
            let now = try await schedules.now()
            let next = isEnabled ? before.terms.timetable.next(after: now)?.instant : nil
            guard
                let schedule = try await schedules.setEnabled(id, isEnabled, nextDueAt: next, by: actor.user.id)
            else { throw Problem.notFound("schedule") }
            let verb = isEnabled ? "enable" : "disable"
            try await AuditRepository(db).append(
                actor.entry(
                    "schedule.\(verb)", "schedule", id, "\(verb.capitalized)d schedule \(schedule.terms.name)"))
            return schedule
        }
    }

    /// Removes a schedule and the record of its runs; jobs that it asked for go on.
    public func remove(_ id: Schedule.ID, by actor: Actor) async throws {
        try actor.require(.manageSchedules)
        try await database.transaction { db in
            guard let schedule = try await ScheduleRepository(db).lock(id) else { throw Problem.notFound("schedule") }
            _ = try await ScheduleRepository(db).delete(id)
            try await AuditRepository(db).append(
                actor.entry("schedule.remove", "schedule", id, "Removed schedule \(schedule.terms.name)"))
        }
    }

    private func summaries(of schedules: [Schedule]) async throws -> [ScheduleSummary] {
        if schedules.isEmpty { return [] }
        let now = try await ScheduleRepository(database).now()
        let latest = try await withTallies(ScheduleRunRepository(database).latest(of: schedules.map(\.id)))
        return schedules.map { schedule in
            // From the due time on that is not decided, which may wait for its window.
            let start = schedule.nextDueAt.map { $0.addingTimeInterval(-1) }
            return ScheduleSummary(
                schedule: schedule, nextRunAt: start.flatMap { schedule.terms.agenda.nextRun(after: min($0, now)) },
                latest: latest.first { $0.run.scheduleID == schedule.id })
        }
    }

    func withTallies(_ runs: [ScheduleRun]) async throws -> [ScheduleSummary.RunSummary] {
        let tallies = try await ScheduleRunRepository(database).tallies(of: runs)
        return runs.map { ScheduleSummary.RunSummary(run: $0, tally: tallies[$0.id] ?? ScheduleRunTally()) }
    }
}

extension ScheduleTerms {
    /// What it does and when, for records.
    public var summary: String { "\(action.title.lowercased()), \(timetable.words)" }
}
