import Domain
import Services

extension ProposalForm {
    /// What the form asks for; a problem names every field that is wrong.
    func draft(_ body: FormBody) async throws -> ChangeDraft {
        try context.require(.proposeChanges)
        var problems: [FieldProblem] = []
        var variables = JSONValue.object([:])
        var devices = devices(body, &problems)
        let source: ChangeDraft.Source
        switch body.text("source") {
        case "template":
            let set = try await services.templates.find(try id(body, "template", of: "template set"), by: context.actor)
            let form = VariableForm(variables: try services.templates.variables(of: set.bodies))
            variables = form.values(body, problems: &problems)
            source = .template(set.id, operation(body, &problems))
        case "stack":
            let stack = try await services.stacks.find(try id(body, "stack", of: "stack"), by: context.actor)
            let form = VariableForm(variables: try await services.stacks.variables(of: stack, by: context.actor))
            variables = form.values(body, problems: &problems)
            source = .stack(stack.id, operation(body, &problems))
        case "restore":
            let backup = try await services.backups.find(try id(body, "backup", of: "backup"), by: context.actor)
            devices = [backup.deviceID]
            source = .restore(backup.id)
        default:
            source = .lines(body.raw("lines"))
            if body.text("lines").isEmpty {
                problems.append(FieldProblem("lines", "Write the configuration lines to send."))
            }
        }
        if devices.isEmpty {
            problems.append(
                FieldProblem("devices", "Choose at least one device. An empty choice means no device, never all."))
        }
        let reason = body.text("reason")
        if reason.isEmpty { problems.append(FieldProblem("reason", "Say why; a reviewer must be able to judge it.")) }
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        return ChangeDraft(
            title: body.text("title"), reason: reason, source: source, deviceIDs: devices, variables: variables)
    }

    /// The id in a hidden field; a text that is no id belongs to nothing.
    func id<Subject>(_ body: FormBody, _ name: String, of what: String) throws -> Identifier<Subject> {
        guard let id = Identifier<Subject>(body.text(name)) else { throw Problem.notFound(what) }
        return id
    }

    private func devices(_ body: FormBody, _ problems: inout [FieldProblem]) -> [Device.ID] {
        let chosen = body.all("device")
        let ids = chosen.compactMap { Device.ID($0) }
        if ids.count != chosen.count {
            problems.append(FieldProblem("devices", "A chosen device does not exist. Choose again."))
        }
        return ids
    }

    private func operation(_ body: FormBody, _ problems: inout [FieldProblem]) -> TemplateOperation {
        guard let operation = TemplateOperation(rawValue: body.text("operation")) else {
            problems.append(FieldProblem("operation", "Choose whether to deploy or to delete."))
            return .deploy
        }
        return operation
    }
}
