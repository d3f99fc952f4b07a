import Domain
import HTTPTypes
import Services

/// The stacks: template sets that are deployed together.
struct StackOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, add, show, update, remove, variables] }

    private static func body(isWhole: Bool) -> JSONSchema {
        .object([
            JSONSchema.member("name", .string(maxLength: 100), "Unique, compared without case."),
            JSONSchema.member("template_ids", .array(.id), "In the order in which they are deployed."),
            JSONSchema.member("summary", .string(maxLength: 500), isRequired: isWhole),
        ])
    }

    private var list: APIOperation {
        APIOperation(
            id: "listStacks", method: .get, path: "/stacks", tag: "Stacks", permission: .view,
            summary: "List stacks by name", query: APIParameter.page, answer: .page(of: "Stack")
        ) { call in
            JSONValue(try await services.stacks.list(page: call.page, by: call.actor), \.document)
        }
    }

    private var add: APIOperation {
        APIOperation(
            id: "addStack", method: .post, path: "/stacks", tag: "Stacks", permission: .editTemplates,
            summary: "Add a stack", body: Self.body(isWhole: false), status: .created, answer: .named("Stack"),
            location: "/stacks", refusals: [409]
        ) { call in
            try await Self.renamed { try await services.stacks.add(Self.draft(call.body), by: call.actor).document }
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getStack", method: .get, path: "/stacks/{id}", tag: "Stacks", permission: .view, summary: "One stack",
            answer: .named("Stack")
        ) { call in
            try await services.stacks.find(try call.id(of: "stack"), by: call.actor).document
        }
    }

    private var update: APIOperation {
        APIOperation(
            id: "replaceStack", method: .put, path: "/stacks/{id}", tag: "Stacks", permission: .editTemplates,
            summary: "Change a stack", body: Self.body(isWhole: true), answer: .named("Stack"), refusals: [409]
        ) { call in
            let id: Stack.ID = try call.id(of: "stack")
            return try await Self.renamed {
                try await services.stacks.update(id, Self.draft(call.body), by: call.actor).document
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removeStack", method: .delete, path: "/stacks/{id}", tag: "Stacks", permission: .editTemplates,
            summary: "Remove a stack", text: "What it deployed stays on the devices.", status: .noContent,
            refusals: [409]
        ) { call in
            try await services.stacks.remove(try call.id(of: "stack"), by: call.actor)
            return .null
        }
    }

    private var variables: APIOperation {
        APIOperation(
            id: "listStackVariables", method: .get, path: "/stacks/{id}/variables", tag: "Stacks", permission: .view,
            summary: "The variables that a change by this stack needs", answer: .list(of: "Variable"), refusals: [422]
        ) { call in
            let stack = try await services.stacks.find(try call.id(of: "stack"), by: call.actor)
            return JSONValue(list: try await services.stacks.variables(of: stack, by: call.actor).map(\.document))
        }
    }

    private static func draft(_ body: JSONBody) -> StackDraft {
        StackDraft(name: body.text("name"), summary: body.text("summary"), templateSetIDs: body.ids("template_ids"))
    }

    private static func renamed(_ work: () async throws -> JSONValue) async throws -> JSONValue {
        do {
            return try await work()
        } catch let problem as Problem {
            throw problem.renamingFields(["template_set_ids": "template_ids"])
        }
    }
}
