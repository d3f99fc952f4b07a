import Domain
import HTTPTypes
import Services

/// The stored configurations.
struct BackupOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [show, text, difference, accept] }

    private var show: APIOperation {
        APIOperation(
            id: "getBackup", method: .get, path: "/backups/{id}", tag: "Backups", permission: .view,
            summary: "One backup", answer: .named("Backup")
        ) { call in
            try await services.backups.find(try call.id(of: "backup"), by: call.actor).document
        }
    }

    private var text: APIOperation {
        APIOperation(
            id: "getBackupText", method: .get, path: "/backups/{id}/text", tag: "Backups", permission: .view,
            summary: "The configuration in a backup", text: "Secrets are replaced.", answer: .named("Configuration")
        ) { call in
            let backup = try await services.backups.find(try call.id(of: "backup"), by: call.actor)
            let text = try await services.backups.text(of: backup, by: call.actor)
            return Self.document(of: text, in: backup)
        }
    }

    private var difference: APIOperation {
        APIOperation(
            id: "compareBackups", method: .get, path: "/backups/{id}/diff", tag: "Backups", permission: .view,
            summary: "What changed from one backup to another", text: "Secrets are replaced.",
            query: [
                APIParameter(name: "against", summary: "The earlier backup.", schema: .id, isRequired: true)
            ],
            answer: .named("Difference")
        ) { call in
            let newer = try await services.backups.find(try call.id(of: "backup"), by: call.actor)
            guard let id: Backup.ID = call.queriedID("against") else { throw Problem.notFound("backup") }
            let older = try await services.backups.find(id, by: call.actor)
            return try await services.backups.difference(from: older, to: newer, by: call.actor).document
        }
    }

    private var accept: APIOperation {
        APIOperation(
            id: "acceptBackup", method: .post, path: "/backups/{id}/acceptance", tag: "Backups",
            permission: .editDevices, summary: "Say that a suspect backup is whole", answer: .named("Backup")
        ) { call in
            try await services.backups.accept(try call.id(of: "backup"), by: call.actor).document
        }
    }

    private static func document(of text: String, in backup: Backup) -> JSONValue {
        .object(["text": JSONValue(text), "read_at": JSONValue(backup.firstSeenAt), "hash": JSONValue(backup.content)])
    }
}
