import Domain
import Services

/// The form that proposes a change: from a template set, from a stack or from lines.
struct ProposalForm: Sendable {
    let services: Services
    let context: SignedInContext

    /// The form for lines that a person writes.
    func lines(_ body: FormBody, problem: Problem?) async throws -> ChangePages.Proposal {
        let field = Component.FormField.make(
            "lines", "Lines", kind: "code", value: body.raw("lines"),
            help: "As the device would print them, sections indented. They are sent in configuration mode.",
            isRequired: true, rows: 8, problems: problem?.fields ?? [])
        return try await proposal(
            body, problem, hidden: [.hidden("source", "lines")], operation: [], fields: [field], cancelURL: "/changes",
            refusal: { _ in "" })
    }

    /// The form for one template set.
    func template(_ set: TemplateSet, _ body: FormBody, problem: Problem?) async throws -> ChangePages.Proposal {
        let variables = try services.templates.variables(of: set.bodies)
        return try await proposal(
            body, problem, hidden: [.hidden("source", "template"), .hidden("template", set.id.description)],
            operation: [operation(body, canDelete: !set.bodies.delete.isEmpty, problem)],
            fields: VariableForm(variables: variables).fields(body, problems: problem?.fields ?? []),
            cancelURL: "/templates/\(set.id)", refusal: { refusal($0, [set]) })
    }

    /// The form for a stack of these members.
    func stack(
        _ stack: Stack, members: [TemplateSet], _ body: FormBody, problem: Problem?
    ) async throws -> ChangePages.Proposal {
        let variables = try await services.stacks.variables(of: stack, by: context.actor)
        return try await proposal(
            body, problem, hidden: [.hidden("source", "stack"), .hidden("stack", stack.id.description)],
            operation: [operation(body, canDelete: members.contains { !$0.bodies.delete.isEmpty }, problem)],
            fields: VariableForm(variables: variables).fields(body, problems: problem?.fields ?? []),
            cancelURL: "/stacks/\(stack.id)", refusal: { refusal($0, members) })
    }

    private func proposal(
        _ body: FormBody, _ problem: Problem?, hidden: [Component.FormField], operation: [Component.FormField],
        fields: [Component.FormField], cancelURL: String, refusal: (Device) -> String
    ) async throws -> ChangePages.Proposal {
        let devices = try await ProposalDevices.load(
            services, chosen: body.all("device"), by: context.actor, refusal: refusal)
        let problems = problem?.fields ?? []
        let about = about(body, problems)
        let shown = (operation + fields + about).map(\.name) + ["devices"]
        return ChangePages.Proposal(
            action: "/changes", error: problem?.formError(besides: shown) ?? "", hidden: hidden, operation: operation,
            devices: devices.choices,
            devicesError: problems.filter { $0.name == "devices" }.map(\.sentence).joined(separator: " "),
            tags: devices.tags, fields: fields, about: about, submitTitle: "Plan this change", cancelURL: cancelURL)
    }

    private func about(_ body: FormBody, _ problems: [FieldProblem]) -> [Component.FormField] {
        [
            .make(
                "title", "Title", value: body.text("title"), help: "Empty: made from what is done and where.",
                problems: problems),
            .make(
                "reason", "Reason", kind: "textarea", value: body.raw("reason"),
                help: "Why the network needs this. Reviewers read it first.", isRequired: true, rows: 3,
                problems: problems),
        ]
    }

    private func operation(_ body: FormBody, canDelete: Bool, _ problem: Problem?) -> Component.FormField {
        let chosen = body.text("operation") == "delete" && canDelete ? "delete" : "deploy"
        var options: [Component.Option] = [
            .make("deploy", "Deploy", help: "Bring it onto the devices.", chosen: chosen)
        ]
        if canDelete { options.append(.make("delete", "Delete", help: "Take it away again.", chosen: chosen)) }
        return .make(
            "operation", "What to do", kind: "radio", value: chosen, isRequired: true, options: options,
            problems: problem?.fields ?? [])
    }

    /// Why templates do not fit a device; empty when they do.
    private func refusal(_ device: Device, _ sets: [TemplateSet]) -> String {
        let strange = sets.first { !$0.platforms.isEmpty && !$0.platforms.contains(device.platform) }
        return strange.map { "\($0.name) is not written for this platform" } ?? ""
    }
}
