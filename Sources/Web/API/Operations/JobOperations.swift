import Domain
import HTTPTypes
import Services

/// The background work.
struct JobOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, show, cancel] }

    private var list: APIOperation {
        APIOperation(
            id: "listJobs", method: .get, path: "/jobs", tag: "Jobs", permission: .view,
            summary: "List jobs, newest first",
            query: [
                APIParameter(
                    name: "state", summary: "Only these states; repeat it or divide them by commas.",
                    schema: .array(.choice(of: JobState.self))),
                APIParameter(
                    name: "kind", summary: "Only these kinds; repeat it or divide them by commas.",
                    schema: .array(.choice(of: JobKind.self))),
                APIParameter(name: "device_id", summary: "Only jobs on this device.", schema: .id),
                APIParameter(name: "change_id", summary: "Only jobs of this change.", schema: .id),
            ] + APIParameter.page,
            answer: .page(of: "Job")
        ) { call in
            let filter = JobFilter(
                states: call.choices("state"), kinds: call.choices("kind"), deviceID: call.queriedID("device_id"),
                changeID: call.queriedID("change_id"), page: call.page)
            return JSONValue(try await services.jobs.list(filter, by: call.actor), \.document)
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getJob", method: .get, path: "/jobs/{id}", tag: "Jobs", permission: .view, summary: "One job",
            answer: .named("Job")
        ) { call in
            try await services.jobs.find(try call.id(of: "job"), by: call.actor).document
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
}
