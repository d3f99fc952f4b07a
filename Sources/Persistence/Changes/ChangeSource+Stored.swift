import Domain
import Postgres

extension ChangeSource {
    /// The stored form: a JSON object with the kind and what it needs. The keys never change, whatever the Swift names become.
    var stored: JSONValue {
        switch self {
        case .template(let id, let revision, let operation):
            Self.object(
                kind,
                [
                    "template_set_id": .string(id.description), "revision": .integer(revision),
                    "operation": .string(operation.rawValue),
                ])
        case .stack(let id, let members, let operation):
            Self.object(
                kind,
                [
                    "stack_id": .string(id.description), "operation": .string(operation.rawValue),
                    "members": .array(
                        members.map {
                            .object([
                                "template_set_id": .string($0.templateSetID.description),
                                "revision": .integer($0.revision),
                            ])
                        }),
                ])
        case .restore(let id): Self.object(kind, ["backup_id": .string(id.description)])
        case .undo(let id): Self.object(kind, ["change_id": .string(id.description)])
        case .lines(let text): Self.object(kind, ["lines": .string(text)])
        }
    }

    /// Reads the stored form; `nil` when a part is missing or wrong.
    init?(stored: JSONValue) {
        let operation = stored["operation"]?.stringValue.flatMap(TemplateOperation.init(rawValue:))
        switch stored["kind"]?.stringValue {
        case "template":
            guard let member = StackMember(stored: stored), let operation else { return nil }
            self = .template(member.templateSetID, revision: member.revision, operation: operation)
        case "stack":
            guard case .array(let values) = stored["members"], let operation,
                let id = stored["stack_id"]?.stringValue.flatMap({ Stack.ID($0) })
            else { return nil }
            let members = values.compactMap(StackMember.init(stored:))
            guard members.count == values.count else { return nil }
            self = .stack(id, members: members, operation: operation)
        case "restore":
            guard let id = stored["backup_id"]?.stringValue.flatMap({ Backup.ID($0) }) else { return nil }
            self = .restore(id)
        case "undo":
            guard let id = stored["change_id"]?.stringValue.flatMap({ Change.ID($0) }) else { return nil }
            self = .undo(id)
        case "lines":
            guard let lines = stored["lines"]?.stringValue else { return nil }
            self = .lines(lines)
        default: return nil
        }
    }

    private static func object(_ kind: String, _ members: [String: JSONValue]) -> JSONValue {
        .object(members.merging(["kind": .string(kind)]) { first, _ in first })
    }
}

extension ChangeSource.StackMember {
    fileprivate init?(stored: JSONValue) {
        guard let id = stored["template_set_id"]?.stringValue.flatMap({ TemplateSet.ID($0) }),
            let revision = stored["revision"]?.integerValue
        else { return nil }
        self.init(templateSetID: id, revision: revision)
    }
}

/// The column that holds where a change comes from.
struct ChangeSourceColumn: PostgresDecodable {
    let value: ChangeSource

    init?(postgresText: String) {
        guard let json = JSONColumn<JSONValue>(postgresText: postgresText),
            let source = ChangeSource(stored: json.value)
        else { return nil }
        value = source
    }
}
