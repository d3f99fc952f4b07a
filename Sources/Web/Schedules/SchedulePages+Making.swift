import Domain
import Foundation
import Services

extension SchedulePages.Index.Row {
    /// A schedule in the list.
    init(_ summary: ScheduleSummary) {
        let terms = summary.schedule.terms
        self.init(
            name: terms.name, url: "/schedules/\(summary.schedule.id)",
            what: "\(terms.action.title): \(terms.selection.words)", timing: terms.timetable.words,
            badge: Component.Badge(summary.schedule),
            nextRun: Component.Timestamp(summary.nextRunAt, never: summary.schedule.isEnabled ? "none" : "off"),
            lastRun: summary.latest.map {
                [
                    SchedulePages.Index.LastRun(
                        badge: Component.Badge($0), time: Component.Timestamp($0.run.dueAt))
                ]
            } ?? [])
    }
}

extension SchedulePages.Show {
    /// A schedule with what comes and what came.
    init(
        _ summary: ScheduleSummary, selected: [Component.Link], preview: SchedulePages.Preview,
        runs: Paged<ScheduleSummary.RunSummary>, pagination: Component.Pagination, context: SignedInContext
    ) {
        let schedule = summary.schedule
        let terms = schedule.terms
        let url = "/schedules/\(schedule.id)"
        let mayEdit = context.actor.may(.manageSchedules)
        let whyNot = context.whyNot(.manageSchedules)
        self.init(
            name: terms.name, timing: terms.timetable.words, badge: Component.Badge(schedule),
            editURL: mayEdit ? url + "/edit" : "",
            actions: [
                .make(
                    schedule.isEnabled ? "disable" : "enable", schedule.isEnabled ? "Turn off" : "Turn on",
                    url: url + (schedule.isEnabled ? "/disabling" : "/enabling"),
                    icon: schedule.isEnabled ? "stop" : "play", whyNot: whyNot),
                .make(
                    "run", "Run now", url: url + "/runs", icon: "play", style: "primary", whyNot: whyNot,
                    confirm: (
                        "Run it now?",
                        "It asks for its jobs at once, whatever its windows and blackouts say. Its timetable stays."
                    )),
            ], facts: Self.facts(summary), selected: selected, rules: Self.rules(terms), preview: preview,
            runs: runs.elements.map { SchedulePages.RunRow($0, of: schedule) }, pagination: pagination,
            deletion: mayEdit
                ? [
                    .make(
                        "delete", "Remove schedule", url: url + "/deletion", icon: "trash", style: "danger",
                        confirm: (
                            "Remove \(terms.name)?",
                            "The record of its runs goes with it. Jobs that it asked for go on."
                        ))
                ] : [])
    }

    private static func facts(_ summary: ScheduleSummary) -> [Component.Fact] {
        let terms = summary.schedule.terms
        var facts: [Component.Fact] = [
            .make("What it does", terms.action.title),
            .make("On which devices", terms.selection.words.capitalizedFirst),
        ]
        if case .cron(let expression) = terms.timetable.timing {
            facts.append(.make("Cron expression", expression.text, isMonospaced: true))
        }
        facts.append(.make("Time zone", terms.timetable.zone.text))
        if let user = summary.schedule.updatedBy { facts.append(.make("Last changed by", user.name)) }
        return facts
    }

    private static func rules(_ terms: ScheduleTerms) -> [Component.Fact] {
        let rules = terms.rules
        let grace = Measure.count(rules.graceMinutes, "minute")
        return [
            .make(
                "Windows", rules.windows.isEmpty ? "Always" : rules.windows.map(\.description).joined(separator: "; ")),
            .make(
                "Blackout dates",
                rules.blackouts.isEmpty ? "None" : rules.blackouts.map(\.description).joined(separator: "; ")),
            .make(
                "If a time is missed", rules.misfire == .skip ? "Skipped" : "Made up for once, within \(grace)"),
            .make(
                "If the run before is still going",
                terms.overlap == .skip ? "The new one is skipped" : "The new one is queued"),
        ]
    }
}

extension SchedulePages.RunRow {
    /// What came of a due time, on the clock of its schedule.
    init(_ summary: ScheduleSummary.RunSummary, of schedule: Schedule) {
        let run = summary.run
        let zone = schedule.terms.timetable.zone
        let due = zone.wall(at: run.dueAt).shown
        let count = run.jobIDs.count
        self.init(
            due: run.occurrences > 1 ? "\(zone.wall(at: run.firstDueAt).shown) to \(due)" : due,
            time: Component.Timestamp(run.decidedAt), badge: Component.Badge(summary), sentence: run.sentence,
            jobs: count == 0
                ? .none
                : Component.Link(
                    title: Measure.count(count, "job"), url: "/schedules/\(schedule.id)/runs/\(run.id)"))
    }
}

extension Component.Badge {
    /// Whether a schedule is on; one without another due time is over.
    init(_ schedule: Schedule) {
        switch (schedule.isEnabled, schedule.nextDueAt) {
        case (false, _): self.init(text: "Off", tone: "neutral")
        case (true, nil): self.init(text: "Over", tone: "neutral")
        case (true, _): self.init(text: "On", tone: "success")
        }
    }

    /// What came of a due time, and how far its jobs are.
    init(_ summary: ScheduleSummary.RunSummary) {
        let (run, tally) = (summary.run, summary.tally)
        guard run.reason.hasRun else {
            let isExpected = [.blackout, .windowClosed, .collapsed].contains(run.reason)
            self.init(text: "Skipped", tone: isExpected ? "neutral" : "warning")
            return
        }
        if tally.unfinished > 0 {
            self.init(text: "Running", tone: "progress")
        } else if tally.failed > 0 {
            self.init(text: "\(tally.failed) of \(run.jobIDs.count) failed", tone: "danger")
        } else {
            self.init(
                text: tally.succeeded > 0 ? "Succeeded" : "Done", tone: tally.succeeded > 0 ? "success" : "neutral")
        }
    }
}

extension WallTime {
    /// As pages show it, for example «2026-07-01 02:30».
    var shown: String { "\(date) \(WallTime.clock(minuteOfDay))" }
}

extension String {
    /// With a capital letter in front.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
