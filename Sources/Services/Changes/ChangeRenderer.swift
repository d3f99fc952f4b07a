import Domain
import Jinja
import Persistence

/// Turns the source of a change into the lines it wants on one device. Rendering happens here, at plan time, and nowhere else.
struct ChangeRenderer: Sendable {
    let database: Database
    let contents: ContentStore
    let renderer: TemplateRenderer

    func render(_ change: Change, for device: Device) async throws -> RenderedTarget {
        switch change.source {
        case .template(let id, let revision, let operation):
            return try await render([(id, revision)], operation, change, device)
        case .stack(_, let members, let operation):
            let ordered = operation == .deploy ? members : members.reversed()
            return try await render(ordered.map { ($0.templateSetID, $0.revision) }, operation, change, device)
        case .lines(let text):
            return RenderedTarget(wish: .lines(text), expectation: "")
        case .restore(let id):
            guard let backup = try await BackupRepository(database).find(id) else { throw Problem.notFound("backup") }
            return RenderedTarget(wish: .configuration(try await contents.text(backup.content)), expectation: "")
        case .undo(let id):
            return try await undo(id, on: device)
        }
    }

    private func render(
        _ sets: [(TemplateSet.ID, Int)], _ operation: TemplateOperation, _ change: Change, _ device: Device
    ) async throws -> RenderedTarget {
        var lines: [String] = []
        var expectations: [String] = []
        for (id, revision) in sets {
            guard let set = try await TemplateSetRepository(database).find(id, revision: revision) else {
                throw Problem(
                    .conflict, code: "template_gone",
                    "Revision \(revision) of a template set that this change was proposed with does not exist any more."
                )
            }
            guard set.platforms.isEmpty || set.platforms.contains(device.platform) else {
                throw Problem(
                    .conflict, code: "template_platform",
                    "\(set.name) is written for \(set.platforms.map(\.text).joined(separator: ", ")), and \(device.name) is "
                        + "\(device.platform). Leave the device out, or add the platform to the template set.")
            }
            let body = operation == .deploy ? set.bodies.deploy : set.bodies.delete
            guard !body.allSatisfy(\.isWhitespace) else {
                throw Problem(
                    .conflict, code: "template_body_empty",
                    "\(set.name) has no \(operation.rawValue) template, so there is nothing to send. Write one first.")
            }
            lines.append(try text(body, "\(set.name)/\(operation.rawValue)", change, device))
            if operation == .deploy, !set.bodies.validate.allSatisfy(\.isWhitespace) {
                expectations.append(try text(set.bodies.validate, "\(set.name)/validate", change, device))
            }
        }
        let rendered = lines.joined(separator: "\n")
        guard !rendered.allSatisfy(\.isWhitespace) else {
            throw Problem(
                .conflict, code: "template_rendered_nothing",
                "The template rendered no line at all for \(device.name). Check its conditions and the values given.")
        }
        return RenderedTarget(wish: .lines(rendered), expectation: expectations.joined(separator: "\n"))
    }

    private func text(_ source: String, _ name: String, _ change: Change, _ device: Device) throws -> String {
        do {
            return try renderer.render(source, name: name, variables: change.variables, device: device)
        } catch {
            throw Problem(.invalid, code: "template_failed", error.description)
        }
    }

    private func undo(_ id: Change.ID, on device: Device) async throws -> RenderedTarget {
        guard let original = try await ChangeRepository(database).find(id) else { throw Problem.notFound("change") }
        let targets = try await ChangeTargetRepository(database).list(id, revision: original.revision)
        let runs = try await TargetRunRepository(database).list(id, revision: original.revision)
        guard let target = targets.first(where: { $0.deviceID == device.id }),
            runs.contains(where: { $0.targetID == target.id && $0.state == .confirmed })
        else {
            return RenderedTarget(wish: .skip("\(device.name) never took change #\(original.number)."), expectation: "")
        }
        return RenderedTarget(wish: .lines(target.inverse.joined(separator: "\n")), expectation: "")
    }
}
