import Domain
import HTTPTypes
import Services

/// The stored configurations.
struct BackupOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [request, show, text, difference, blame, accept, hold, release, drift] }

    private var request: APIOperation {
        APIOperation(
            id: "backUpDevices", method: .post, path: "/backups", tag: "Backups", permission: .readDevices,
            summary: "Take backups of many devices",
            text: "Workers do it; a device whose backup is waiting or running gets no second one.",
            body: .object([JSONSchema.member("device_ids", .array(.id))]), status: .accepted,
            answer: .named("BackupRequest")
        ) { call in
            let (jobs, leftOut) = try await services.devices.requestBackups(
                of: call.body.ids("device_ids"), cause: .api, by: call.actor)
            return .object([
                "job_ids": .array(jobs.map { JSONValue($0) }),
                "without_credentials": JSONValue(texts: leftOut.map(\.text)),
            ])
        }
    }

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

    private var blame: APIOperation {
        APIOperation(
            id: "blameBackup", method: .get, path: "/backups/{id}/blame", tag: "Backups", permission: .view,
            summary: "Which point brought each line",
            text: "Looks back over at most 200 points; a line that is older names none. Secrets are replaced.",
            answer: .named("Blame")
        ) { call in
            let backup = try await services.backups.find(try call.id(of: "backup"), by: call.actor)
            return try await services.backups.blame(of: backup, by: call.actor).document
        }
    }

    private var hold: APIOperation {
        APIOperation(
            id: "holdBackup", method: .post, path: "/backups/{id}/hold", tag: "Backups", permission: .editDevices,
            summary: "Keep a backup whatever retention says", body: .object([JSONSchema.member("reason", .string())]),
            answer: .named("Backup")
        ) { call in
            try await services.retention.hold(
                try call.id(of: "backup"), reason: call.body.text("reason"), by: call.actor
            ).document
        }
    }

    private var release: APIOperation {
        APIOperation(
            id: "releaseBackup", method: .delete, path: "/backups/{id}/hold", tag: "Backups", permission: .editDevices,
            summary: "Let retention have a backup again", answer: .named("Backup"), refusals: [409]
        ) { call in
            try await services.retention.release(try call.id(of: "backup"), by: call.actor).document
        }
    }

    private var drift: APIOperation {
        APIOperation(
            id: "getDrift", method: .get, path: "/devices/{id}/drift", tag: "Backups", permission: .view,
            summary: "How a device differs from what its last change left",
            text: "404 before the first change has ended on it.", answer: .named("Drift")
        ) { call in
            let device = try await services.devices.find(try call.id(of: "device"), by: call.actor)
            guard let drift = try await services.backups.drift(of: device.id, by: call.actor) else {
                throw Problem(.notFound, code: "device_without_change", "No change has ended on this device yet.")
            }
            return drift.document
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
