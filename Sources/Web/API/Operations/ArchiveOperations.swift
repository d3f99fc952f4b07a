import Domain
import HTTPTypes
import Services

/// The git repository of configurations, and the rule of retention.
struct ArchiveOperations: Sendable {
    let services: Services

    var all: [APIOperation] {
        [show, catchUp, rebuild, push, saveRemote, removeRemote, rule, saveRule, endRule, prune]
    }

    private var show: APIOperation {
        APIOperation(
            id: "getArchive", method: .get, path: "/archive", tag: "Archive", permission: .view,
            summary: "How far git is, and where it is pushed to", answer: .named("Archive")
        ) { call in
            try await services.archive.state(by: call.actor).document
        }
    }

    private var catchUp: APIOperation {
        request("catchUpArchive", "catch-ups", .readDevices, "Bring git and the search in step with the backups") {
            try await services.archive.requestCatchUp(by: $0.actor)
        }
    }

    private var rebuild: APIOperation {
        request("rebuildArchive", "rebuilds", .editCredentials, "Make git again from the backups") {
            try await services.archive.requestRebuild(by: $0.actor)
        }
    }

    private var prune: APIOperation {
        request("removeOldBackups", "removals", .editCredentials, "Remove what the rule of retention lets go") {
            try await services.retention.requestPruning(by: $0.actor)
        }
    }

    private func request(
        _ id: String, _ path: String, _ permission: Permission, _ summary: String,
        _ ask: @escaping @Sendable (APICall) async throws -> Void
    ) -> APIOperation {
        APIOperation(
            id: id, method: .post, path: "/archive/\(path)", tag: "Archive", permission: permission, summary: summary,
            text: "A worker does it.", status: .noContent, refusals: [409]
        ) { call in
            try await ask(call)
            return .null
        }
    }

    private var push: APIOperation {
        APIOperation(
            id: "pushArchive", method: .post, path: "/archive/pushes", tag: "Archive", permission: .editCredentials,
            summary: "Push git to the remote",
            text: "A worker does it. A forced push throws away what the remote has besides.",
            body: .object([JSONSchema.optional("force", .boolean)]), status: .noContent, refusals: [409]
        ) { call in
            try await services.archive.requestPush(isForced: call.body.bool("force") ?? false, by: call.actor)
            return .null
        }
    }

    private var saveRemote: APIOperation {
        APIOperation(
            id: "setArchiveRemote", method: .put, path: "/archive/remote", tag: "Archive",
            permission: .editCredentials, summary: "Name where git is pushed to",
            body: .object([
                JSONSchema.member("url", .string()), JSONSchema.member("branch", .string()),
                JSONSchema.optional("credential_set_id", .nullable(.id)),
                JSONSchema.optional("host_keys", .array(.string()), "SHA-256 fingerprints of trusted SSH host keys."),
            ]), answer: .named("Archive")
        ) { call in
            try await services.archive.save(
                ArchiveRemote(
                    url: call.body.text("url"), branch: call.body.text("branch"),
                    credentialSetID: call.body.id("credential_set_id"), hostKeys: call.body.texts("host_keys")),
                by: call.actor)
            return try await services.archive.state(by: call.actor).document
        }
    }

    private var removeRemote: APIOperation {
        APIOperation(
            id: "removeArchiveRemote", method: .delete, path: "/archive/remote", tag: "Archive",
            permission: .editCredentials, summary: "Push git nowhere", status: .noContent
        ) { call in
            try await services.archive.removeRemote(by: call.actor)
            return .null
        }
    }

    private var rule: APIOperation {
        APIOperation(
            id: "getRetention", method: .get, path: "/archive/retention", tag: "Archive", permission: .view,
            summary: "Which backups are removed", text: "Null while all are kept.",
            answer: .nullable(.named("Retention"))
        ) { call in
            try await services.retention.rule(by: call.actor)?.document ?? .null
        }
    }

    private var saveRule: APIOperation {
        APIOperation(
            id: "setRetention", method: .put, path: "/archive/retention", tag: "Archive", permission: .editCredentials,
            summary: "Say which backups are removed",
            text: """
                A backup goes when it was last seen longer ago than the days and is not among the newest of its device. The \
                newest good one, those that are kept, and those of snapshots always stay. A schedule with the action \
                `prune_backups` applies it.
                """,
            body: .named("Retention"), answer: .named("Retention")
        ) { call in
            guard
                let rule = BackupRetention(
                    count: call.body.integer("count") ?? 0, days: call.body.integer("days") ?? 0)
            else { throw BackupRetention.outOfBounds }
            try await services.retention.save(rule, by: call.actor)
            return rule.document
        }
    }

    private var endRule: APIOperation {
        APIOperation(
            id: "endRetention", method: .delete, path: "/archive/retention", tag: "Archive",
            permission: .editCredentials, summary: "Keep all backups", status: .noContent
        ) { call in
            try await services.retention.save(nil, by: call.actor)
            return .null
        }
    }
}

extension BackupRetention {
    /// What is wrong with numbers that make no rule.
    static var outOfBounds: Problem {
        Problem.invalid([
            FieldProblem("count", "Give 1 to 100,000 points."), FieldProblem("days", "Give 1 to 36,500 days."),
        ])
    }
}
