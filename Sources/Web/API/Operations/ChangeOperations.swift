import Domain
import HTTPTypes
import Services

/// Changes: proposed, planned, answered, run, undone.
struct ChangeOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, propose, show] + answers + [run, cancel, undo, planAgain] }

    private var list: APIOperation {
        APIOperation(
            id: "listChanges", method: .get, path: "/changes", tag: "Changes", permission: .view,
            summary: "List changes, newest first",
            query: [
                APIParameter(
                    name: "state", summary: "Only these states; repeat it or divide them by commas.",
                    schema: .array(.choice(of: ChangeState.self))),
                APIParameter(name: "device_id", summary: "Only changes that name this device.", schema: .id),
            ] + APIParameter.page,
            answer: .page(of: "Change")
        ) { call in
            let filter = ChangeFilter(
                states: call.choices("state"), deviceID: call.queriedID("device_id"), page: call.page)
            return JSONValue(try await services.changes.list(filter, by: call.actor), \.document)
        }
    }

    private var propose: APIOperation {
        APIOperation(
            id: "proposeChange", method: .post, path: "/changes", tag: "Changes", permission: .proposeChanges,
            summary: "Propose a change",
            text: "A worker plans it: it reads the devices and sends nothing. Follow the change until it is planned.",
            body: ChangeDraft.schema, status: .created, answer: .named("Change"), location: "/changes",
            refusals: [404]
        ) { call in
            let draft = try ChangeDraft(call.body)
            do {
                return try await services.changes.propose(draft, by: call.actor).document
            } catch let problem as Problem {
                throw problem.renamingFields(["devices": "device_ids", "lines": "source.lines"])
            }
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getChange", method: .get, path: "/changes/{id}", tag: "Changes", permission: .view,
            summary: "One change with its plan and its run", answer: .named("ChangeDetail")
        ) { call in
            try await services.changes.detail(try call.id(of: "change"), by: call.actor).document
        }
    }

    private var run: APIOperation {
        APIOperation(
            id: "runChange", method: .post, path: "/changes/{id}/runs", tag: "Changes", permission: .runChanges,
            summary: "Run exactly the approved plan", text: "Follow the change until its state says how it ended.",
            body: .object([Self.digest]), status: .accepted, answer: .named("Change"), refusals: [409]
        ) { call in
            try await services.changes.run(
                try call.id(of: "change"), digest: call.body.text("digest"), by: call.actor
            ).document
        }
    }

    private var cancel: APIOperation {
        APIOperation(
            id: "cancelChange", method: .post, path: "/changes/{id}/cancellation", tag: "Changes",
            permission: .runChanges, summary: "Stop a change",
            text: "Before it runs it is over; while it runs each device is brought to a named state.",
            answer: .named("Change"), refusals: [409]
        ) { call in
            try await services.changes.cancel(try call.id(of: "change"), by: call.actor).document
        }
    }

    private var undo: APIOperation {
        APIOperation(
            id: "undoChange", method: .post, path: "/changes/{id}/undo", tag: "Changes", permission: .proposeChanges,
            summary: "Propose a change that takes this one back",
            text: "It is planned, answered and run like any other.", body: .object([Self.reason]), status: .created,
            answer: .named("Change"), location: "/changes", refusals: [409]
        ) { call in
            try await services.changes.undo(
                try call.id(of: "change"), reason: call.body.text("reason"), by: call.actor
            ).document
        }
    }

    private var planAgain: APIOperation {
        APIOperation(
            id: "planChangeAgain", method: .post, path: "/changes/{id}/plans", tag: "Changes",
            permission: .proposeChanges, summary: "Plan a change again that has not run",
            text: "The new plan needs new answers.", status: .accepted, answer: .named("Change"), refusals: [409]
        ) { call in
            try await services.changes.planAgain(try call.id(of: "change"), by: call.actor).document
        }
    }

    /// Names the plan that the caller has read.
    static let digest = JSONSchema.member("digest", .string(maxLength: 64), "Of the plan that you have read.")
    /// Why, for the record.
    static let reason = JSONSchema.member("reason", .string(maxLength: 4000))
}
