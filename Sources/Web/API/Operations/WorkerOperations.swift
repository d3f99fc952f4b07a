import Domain
import HTTPTypes
import Services

/// The processes that run jobs.
struct WorkerOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, show, wish] }

    private var list: APIOperation {
        APIOperation(
            id: "listWorkers", method: .get, path: "/workers", tag: "Workers", permission: .view,
            summary: "List workers: the living first, then the newest", query: APIParameter.page,
            answer: .page(of: "Worker")
        ) { call in
            JSONValue(try await services.workers.list(page: call.page, by: call.actor), \.document)
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getWorker", method: .get, path: "/workers/{id}", tag: "Workers", permission: .view,
            summary: "One worker, with its jobs and the devices they may write to", answer: .named("WorkerDetail")
        ) { call in
            let worker = try await services.workers.find(try call.id(of: "worker"), by: call.actor)
            return worker.document(
                jobs: try await services.workers.jobs(of: worker.id, by: call.actor),
                leases: try await services.workers.leases(of: worker.id, by: call.actor))
        }
    }

    private var wish: APIOperation {
        APIOperation(
            id: "setWorkerWish", method: .put, path: "/workers/{id}/wish", tag: "Workers", permission: .manageQueue,
            summary: "Pause, resume or drain a worker",
            text: "A paused worker starts nothing new; a drained one ends what it runs and stops, for good.",
            body: .object([JSONSchema.member("wish", .choice(of: WorkerProcess.Wish.self))]), answer: .named("Worker"),
            refusals: [409]
        ) { call in
            guard let wish = WorkerProcess.Wish(rawValue: call.body.text("wish")) else {
                throw Problem.invalid([FieldProblem("wish", "Choose run, pause or drain.")])
            }
            return try await services.workers.want(wish, of: try call.id(of: "worker"), by: call.actor).document
        }
    }
}
