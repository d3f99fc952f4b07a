import Domain
import HTTPTypes
import Services

/// The template sets.
struct TemplateOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, add, show, update, remove, variables, preview] }

    private var list: APIOperation {
        APIOperation(
            id: "listTemplateSets", method: .get, path: "/templates", tag: "Templates", permission: .view,
            summary: "List template sets by name",
            query: [
                APIParameter(name: "search", summary: "Part of a name or a summary.", schema: .string(maxLength: 100))
            ] + APIParameter.page,
            answer: .page(of: "TemplateSet")
        ) { call in
            JSONValue(
                try await services.templates.list(search: call.query("search"), page: call.page, by: call.actor),
                \.document)
        }
    }

    private var add: APIOperation {
        APIOperation(
            id: "addTemplateSet", method: .post, path: "/templates", tag: "Templates", permission: .editTemplates,
            summary: "Add a template set", text: "Bodies that do not parse are refused.",
            body: TemplateSetDraft.schema(isWhole: false), status: .created, answer: .named("TemplateSet"),
            location: "/templates", refusals: [409]
        ) { call in
            try await services.templates.add(try TemplateSetDraft(call.body), by: call.actor).document
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getTemplateSet", method: .get, path: "/templates/{id}", tag: "Templates", permission: .view,
            summary: "One template set",
            query: [
                APIParameter(
                    name: "revision", summary: "The bodies of an earlier revision.",
                    schema: .integer(minimum: 1, maximum: 1_000_000_000))
            ],
            answer: .named("TemplateSet")
        ) { call in
            let id: TemplateSet.ID = try call.id(of: "template set")
            guard let revision = Int(call.query("revision")) else {
                return try await services.templates.find(id, by: call.actor).document
            }
            return try await services.templates.find(id, revision: revision, by: call.actor).document
        }
    }

    private var update: APIOperation {
        APIOperation(
            id: "replaceTemplateSet", method: .put, path: "/templates/{id}", tag: "Templates",
            permission: .editTemplates, summary: "Save a template set",
            text: "Changed bodies become a new revision; plans keep the one that they were made from.",
            body: TemplateSetDraft.schema(isWhole: true), answer: .named("TemplateSet"), refusals: [409]
        ) { call in
            try await services.templates.update(
                try call.id(of: "template set"), try TemplateSetDraft(call.body), by: call.actor
            ).document
        }
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removeTemplateSet", method: .delete, path: "/templates/{id}", tag: "Templates",
            permission: .editTemplates, summary: "Remove a template set that no stack uses", status: .noContent,
            refusals: [409]
        ) { call in
            try await services.templates.remove(try call.id(of: "template set"), by: call.actor)
            return .null
        }
    }

    private var variables: APIOperation {
        APIOperation(
            id: "listTemplateVariables", method: .get, path: "/templates/{id}/variables", tag: "Templates",
            permission: .view, summary: "The variables that a change by this template set needs",
            answer: .list(of: "Variable"), refusals: [422]
        ) { call in
            let set = try await services.templates.find(try call.id(of: "template set"), by: call.actor)
            return JSONValue(list: try services.templates.variables(of: set.bodies).map(\.document))
        }
    }

    private var preview: APIOperation {
        APIOperation(
            id: "previewTemplate", method: .post, path: "/templates/{id}/previews", tag: "Templates",
            permission: .view, summary: "Render a template with values",
            text: "No device is asked and nothing is kept.",
            body: .object([
                JSONSchema.member("operation", .choice(["deploy", "validate", "delete"])),
                JSONSchema.optional("variables", .map(.any)),
                JSONSchema.optional("device_id", .nullable(.id), "What the template sees as `device`."),
            ]),
            answer: .named("Preview")
        ) { call in
            let set = try await services.templates.find(try call.id(of: "template set"), by: call.actor)
            let operation = call.body.text("operation")
            return try await services.templates.preview(
                set.bodies.body(operation), named: operation, variables: call.body["variables"] ?? .object([:]),
                device: call.body.id("device_id"), by: call.actor
            ).document
        }
    }
}

extension TemplateBodies {
    /// The body of an operation, or the one that validates.
    fileprivate func body(_ name: String) -> String {
        switch name {
        case "deploy": deploy
        case "validate": validate
        default: delete
        }
    }
}
