import Domain
import Foundation
import Persistence

/// What has to be right about the terms of a schedule before they are saved.
struct ScheduleCheck {
    let db: any Queryable
    let now: Date

    /// Throws what is wrong, each beside its field; a time that has passed may stay when it is not changed.
    func check(_ terms: ScheduleTerms, before: Schedule? = nil) async throws {
        var problems: [FieldProblem] = []
        if !(1...100).contains(terms.name.count) {
            problems.append(FieldProblem("name", "Give it a name of at most 100 characters."))
        }
        problems += try await selectionProblems(terms.selection)
        problems += ruleProblems(terms.rules)
        let isNew = before?.terms.timetable != terms.timetable
        if let problem = timingProblem(terms.timetable, isNew: isNew) {
            problems.append(problem)
        } else if isNew || before?.terms.rules != terms.rules, terms.timetable.next(after: now) != nil,
            terms.agenda.nextRun(after: now) == nil
        {
            problems.append(
                FieldProblem(
                    "windows", "It would never run: none of its next times lies where windows and blackouts allow it."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }

    private func timingProblem(_ timetable: Timetable, isNew: Bool) -> FieldProblem? {
        if case .interval(let minutes, _) = timetable.timing, !ScheduleTiming.intervalBounds.contains(minutes) {
            return FieldProblem("interval_minutes", "An interval lasts from 1 minute to 366 days.")
        }
        guard isNew, timetable.next(after: now) == nil else { return nil }
        switch timetable.timing {
        case .cron(let expression):
            return FieldProblem(
                "cron",
                "«\(expression)» never comes: no month that it allows has such a day. Choose another day or month.")
        case .once, .interval:
            return FieldProblem("starts_at", "This time has passed in \(timetable.zone). Choose one to come.")
        }
    }

    private func selectionProblems(_ selection: ScheduleSelection) async throws -> [FieldProblem] {
        let limit = ScheduleSelection.mostNamed
        switch selection {
        case .devices(let ids):
            if ids.isEmpty { return [FieldProblem("device_ids", "Choose at least one device.")] }
            if ids.count > limit {
                return [FieldProblem("device_ids", "Choose at most \(limit) devices, or select them by tag.")]
            }
            if try await DeviceRepository(db).find(ids: ids).isEmpty {
                return [FieldProblem("device_ids", "None of these devices exists any more; choose others.")]
            }
        case .tags(let tags):
            if tags.isEmpty { return [FieldProblem("tags", "Choose at least one tag.")] }
            if tags.count > limit { return [FieldProblem("tags", "Choose at most \(limit) tags.")] }
        case .all: break
        }
        return []
    }

    private func ruleProblems(_ rules: ScheduleRules) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        let most = ScheduleRules.mostWindows
        if rules.windows.count > most { problems.append(FieldProblem("windows", "Keep it to \(most) windows.")) }
        if rules.blackouts.count > most { problems.append(FieldProblem("blackouts", "Keep it to \(most) blackouts.")) }
        if !ScheduleRules.graceBounds.contains(rules.graceMinutes) {
            problems.append(FieldProblem("grace_minutes", "The grace lasts from 1 minute to 10080, which is a week."))
        }
        return problems
    }
}
