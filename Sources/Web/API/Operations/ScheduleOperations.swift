import Domain
import HTTPTypes
import Services

/// The schedules and what came of their due times.
struct ScheduleOperations: Sendable {
    let services: Services

    var all: [APIOperation] {
        [list, add, show, update, remove, setState, listRuns, run, preview, occurrences]
    }

    private var list: APIOperation {
        APIOperation(
            id: "listSchedules", method: .get, path: "/schedules", tag: "Schedules", permission: .view,
            summary: "List schedules by name", query: APIParameter.page, answer: .page(of: "Schedule")
        ) { call in
            JSONValue(try await services.schedules.list(page: call.page, by: call.actor), \.document)
        }
    }

    private var add: APIOperation {
        APIOperation(
            id: "addSchedule", method: .post, path: "/schedules", tag: "Schedules", permission: .manageSchedules,
            summary: "Add a schedule", text: "It is on from now. \(ClockRule.statement)", body: ScheduleTerms.schema,
            status: .created, answer: .named("Schedule"), location: "/schedules", refusals: [409]
        ) { call in
            let schedule = try await services.schedules.add(try ScheduleTerms(call.body), by: call.actor)
            return try await document(schedule.id, call)
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getSchedule", method: .get, path: "/schedules/{id}", tag: "Schedules", permission: .view,
            summary: "One schedule, with its next and its newest run", answer: .named("Schedule")
        ) { call in
            try await document(try call.id(of: "schedule"), call)
        }
    }

    private var update: APIOperation {
        APIOperation(
            id: "replaceSchedule", method: .put, path: "/schedules/{id}", tag: "Schedules",
            permission: .manageSchedules, summary: "Change a schedule",
            text: "It counts at once. A new timetable begins now; under an old one what is due stays due.",
            body: ScheduleTerms.schema, answer: .named("Schedule"), refusals: [409]
        ) { call in
            let id: Schedule.ID = try call.id(of: "schedule")
            _ = try await services.schedules.update(id, try ScheduleTerms(call.body), by: call.actor)
            return try await document(id, call)
        }
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removeSchedule", method: .delete, path: "/schedules/{id}", tag: "Schedules",
            permission: .manageSchedules, summary: "Remove a schedule and the record of its runs",
            text: "Jobs that it asked for go on.", status: .noContent
        ) { call in
            try await services.schedules.remove(try call.id(of: "schedule"), by: call.actor)
            return .null
        }
    }

    private var setState: APIOperation {
        APIOperation(
            id: "setScheduleState", method: .put, path: "/schedules/{id}/state", tag: "Schedules",
            permission: .manageSchedules, summary: "Turn a schedule on or off",
            text: "What was due while it was off is not made up for.",
            body: .object([JSONSchema.member("is_enabled", .boolean)]), answer: .named("Schedule")
        ) { call in
            let id: Schedule.ID = try call.id(of: "schedule")
            _ = try await services.schedules.setEnabled(
                id, call.body.bool("is_enabled") ?? false, by: call.actor)
            return try await document(id, call)
        }
    }

    private var listRuns: APIOperation {
        APIOperation(
            id: "listScheduleRuns", method: .get, path: "/schedules/{id}/runs", tag: "Schedules", permission: .view,
            summary: "What came of the due times of a schedule, newest first",
            text: "Times that were skipped are listed too, each with its reason.", query: APIParameter.page,
            answer: .page(of: "ScheduleRun")
        ) { call in
            let schedule = try await services.schedules.find(try call.id(of: "schedule"), by: call.actor).schedule
            return JSONValue(
                try await services.schedules.runs(of: schedule.id, page: call.page, by: call.actor), \.document)
        }
    }

    private var run: APIOperation {
        APIOperation(
            id: "runSchedule", method: .post, path: "/schedules/{id}/runs", tag: "Schedules",
            permission: .manageSchedules, summary: "Run a schedule now",
            text: "Whatever its windows and blackouts say. It is refused while a run that it may not overlap goes on.",
            status: .created, answer: .named("ScheduleRun"), refusals: [409]
        ) { call in
            let run = try await services.schedules.runNow(try call.id(of: "schedule"), by: call.actor)
            return try await services.schedules.run(run.id, of: run.scheduleID, by: call.actor).document
        }
    }

    private var preview: APIOperation {
        APIOperation(
            id: "previewSchedule", method: .post, path: "/schedules/previews", tag: "Schedules",
            permission: .manageSchedules,
            summary: "The next ten runs of a schedule that is not saved",
            text: "With what is skipped among them, at most 30 due times. \(ClockRule.statement)",
            body: ScheduleTerms.schema, answer: .list(of: "ScheduleOccurrence")
        ) { call in
            try await occurrences(of: try ScheduleTerms(call.body), call)
        }
    }

    private var occurrences: APIOperation {
        APIOperation(
            id: "listScheduleOccurrences", method: .get, path: "/schedules/{id}/occurrences", tag: "Schedules",
            permission: .view, summary: "The next ten runs of a schedule",
            text: "With what is skipped among them, at most 30 due times; none while it is off.",
            answer: .list(of: "ScheduleOccurrence")
        ) { call in
            let schedule = try await services.schedules.find(try call.id(of: "schedule"), by: call.actor).schedule
            return schedule.isEnabled ? try await occurrences(of: schedule.terms, call) : JSONValue(list: [])
        }
    }

    private func occurrences(of terms: ScheduleTerms, _ call: APICall) async throws -> JSONValue {
        let entries = try await services.schedules.preview(of: terms, by: call.actor)
        return JSONValue(list: entries.map { $0.document(zone: terms.timetable.zone) })
    }

    private func document(_ id: Schedule.ID, _ call: APICall) async throws -> JSONValue {
        try await services.schedules.find(id, by: call.actor).document
    }
}
