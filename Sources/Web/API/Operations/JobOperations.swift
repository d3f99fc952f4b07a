import Domain
import HTTPTypes
import Services

/// The background work.
struct JobOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, show, events, cancel, replay, replaySeveral] }

    private var list: APIOperation {
        APIOperation(
            id: "listJobs", method: .get, path: "/jobs", tag: "Jobs", permission: .view,
            summary: "List jobs, newest first",
            text: "The total counts no further than 10,001: filter a list that long.",
            query: [
                APIParameter(
                    name: "state", summary: "Only these states; repeat it or divide them by commas.",
                    schema: .array(.choice(of: JobState.self))),
                APIParameter(
                    name: "kind", summary: "Only these kinds; repeat it or divide them by commas.",
                    schema: .array(.choice(of: JobKind.self))),
                APIParameter(name: "device_id", summary: "Only jobs on this device.", schema: .id),
                APIParameter(name: "change_id", summary: "Only jobs of this change.", schema: .id),
                APIParameter(name: "parent_id", summary: "Only the parts of this job.", schema: .id),
                APIParameter(name: "worker_id", summary: "Only what this worker runs or ran last.", schema: .id),
                APIParameter(
                    name: "only", summary: "waiting: those that wait for a key; given_up: those not done again since.",
                    schema: .choice(["waiting", "given_up"])),
            ] + APIParameter.page,
            answer: .page(of: "Job")
        ) { call in
            var filter = JobFilter(
                states: call.choices("state"), kinds: call.choices("kind"), deviceID: call.queriedID("device_id"),
                changeID: call.queriedID("change_id"), parentID: call.queriedID("parent_id"), page: call.page)
            filter.workerID = call.queriedID("worker_id")
            filter.isWaiting = call.query("only") == "waiting"
            filter.isGivenUp = call.query("only") == "given_up"
            return JSONValue(try await services.jobs.list(filter, by: call.actor), \.document)
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getJob", method: .get, path: "/jobs/{id}", tag: "Jobs", permission: .view,
            summary: "One job, with what holds it up", answer: .named("JobDetail")
        ) { call in
            try await services.jobs.detail(try call.id(of: "job"), by: call.actor).document
        }
    }

    private var events: APIOperation {
        APIOperation(
            id: "listJobEvents", method: .get, path: "/jobs/{id}/events", tag: "Jobs", permission: .view,
            summary: "What happened to a job, in order",
            query: [
                APIParameter(
                    name: "after", summary: "Only events after the one with this id.", schema: .integer(minimum: 0)),
                APIParameter(
                    name: "limit", summary: "At most so many; 100 when left out.",
                    schema: .integer(minimum: 1, maximum: 500)),
            ],
            answer: .list(of: "JobEvent")
        ) { call in
            let events = try await services.jobs.events(
                of: try call.id(of: "job"), after: Int(call.query("after")) ?? 0,
                limit: Int(call.query("limit")) ?? 100, by: call.actor)
            return JSONValue(list: events.map(\.document))
        }
    }

    private var cancel: APIOperation {
        APIOperation(
            id: "cancelJob", method: .post, path: "/jobs/{id}/cancellation", tag: "Jobs", permission: .readDevices,
            summary: "Stop a job",
            text: "At once while it waits, soon while it runs. A job of a change is stopped with its change.",
            answer: .named("Job"), refusals: [409]
        ) { call in
            try await services.jobs.cancel(try call.id(of: "job"), by: call.actor).document
        }
    }

    private var replay: APIOperation {
        APIOperation(
            id: "replayJob", method: .post, path: "/jobs/{id}/replay", tag: "Jobs", permission: .readDevices,
            summary: "Do a job again that was given up",
            text: "As a new job of yours. A job of a change is settled with its change instead.", status: .created,
            answer: .named("Job"), location: "/jobs", refusals: [409]
        ) { call in
            try await services.jobs.replay(try call.id(of: "job"), by: call.actor).document
        }
    }

    private var replaySeveral: APIOperation {
        APIOperation(
            id: "replayJobs", method: .post, path: "/jobs/replays", tag: "Jobs", permission: .readDevices,
            summary: "Do several jobs again that were given up",
            text: "Each by itself, at most 100; the answer says what became of each.",
            body: .object([JSONSchema.member("ids", .array(.id))]), answer: .list(of: "ReplayAnswer")
        ) { call in
            let ids: [Job.ID] = call.body.ids("ids")
            guard (1...100).contains(ids.count) else {
                throw Problem.invalid([FieldProblem("ids", "Name 1 to 100 jobs.")])
            }
            let answers = try await services.jobs.replay(ids, by: call.actor)
            return JSONValue(list: answers.map(Self.document))
        }
    }

    private static func document(_ answer: ReplayAnswer) -> JSONValue {
        .object([
            "id": JSONValue(answer.id), "job_id": JSONValue(nullable: answer.job?.id),
            "code": JSONValue(nullable: answer.problem?.code), "detail": JSONValue(nullable: answer.problem?.sentence),
        ])
    }
}
