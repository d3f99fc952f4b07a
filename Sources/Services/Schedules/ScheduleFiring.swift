public import Domain
public import Foundation
public import Persistence

/// Fires what is due: each due time exactly once, whatever the number of processes that call this.
public struct ScheduleFiring: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// What one round of firing did.
    public struct Round: Sendable {
        /// Schedules that were looked at.
        public var looked = 0
        /// Schedules that could not be looked at, with the reason; the next round tries again.
        public var failures: [(id: Schedule.ID, error: any Error)] = []
    }

    /// Looks at each schedule whose time has come, one transaction each, until none is left.
    ///
    /// The decisions, their jobs and the next due time are written together or not at all. Time is the database's
    /// unless a test gives one.
    public func fireDue(at time: Date? = nil) async throws -> Round {
        var round = Round()
        while !Task.isCancelled {
            let failed = round.failures.map(\.id)
            var claimed: Schedule.ID?
            do {
                let found = try await database.transaction { db in
                    let schedules = ScheduleRepository(db)
                    let now: Date = if let time { time } else { try await schedules.now() }
                    guard let id = try await schedules.claim(at: now, besides: failed) else { return false }
                    claimed = id
                    guard let schedule = try await schedules.find(id), let due = schedule.nextDueAt else { return true }
                    let decisions = schedule.terms.agenda.decide(from: due, at: now)
                    try await write(decisions, ScheduleRunWriter(db: db, schedule: schedule, now: now))
                    try await schedules.advance(id, nextDueAt: decisions.nextDue, wakesAt: decisions.wakesAt)
                    return true
                }
                if !found { break }
                round.looked += 1
            } catch {
                guard let id = claimed else { throw error }
                round.failures.append((id, error))
            }
        }
        return round
    }

    /// Seconds until a schedule is to be looked at, besides some that failed; `nil` when none will be.
    public func secondsUntilNext(besides failed: [Schedule.ID] = []) async throws -> Double? {
        try await ScheduleRepository(database).secondsUntilNext(besides: failed)
    }

    /// A sequence that gives an element whenever a schedule may have changed.
    public func changes() -> DatabaseNotifications {
        database.notifications(on: ["netstacks_schedule"])
    }

    private func write(_ decisions: ScheduleDecisions, _ writer: ScheduleRunWriter) async throws {
        guard let first = decisions.decisions.first, let last = decisions.decisions.last else { return }
        // A clock that was set back brings due times again that were decided; they are not decided twice.
        let known = try await ScheduleRunRepository(writer.db).decided(
            writer.schedule.id, from: first.due, to: last.due)
        for decision in decisions.decisions where !known.contains(decision.due) {
            let run = NewScheduleRun(decision, of: writer.schedule)
            _ = try await run.reason.hasRun ? writer.start(run) : writer.record(run)
        }
    }
}

extension NewScheduleRun {
    /// The record of a decision.
    init(_ decision: ScheduleDecision, of schedule: Schedule) {
        let (reason, detail): (ScheduleRun.Reason, String) =
            switch decision.outcome {
            case .onTime: (.onTime, "")
            case .late(let cause): (.madeUp, cause.words)
            case .skipped(.blackout(let name)): (.blackout, name)
            case .skipped(.missed(.windowClosed)): (.windowClosed, "")
            case .skipped(.missed(.notLookedAt)): (.missed, "")
            case .skipped(.tooLate(let cause)): (.tooLate, cause.words)
            case .collapsed(let due):
                (.collapsed, schedule.terms.timetable.zone.wall(at: due).text.replacing("T", with: " "))
            }
        self.init(
            of: schedule.id, dueAt: decision.due, firstDueAt: decision.firstDue, occurrences: decision.count,
            reason: reason, detail: detail)
    }
}

extension ScheduleAgenda.MissedCause {
    /// The cause as half a sentence.
    var words: String {
        switch self {
        case .notLookedAt: "no worker was there"
        case .windowClosed: "no window was open"
        }
    }
}
