import Domain
import HTTPTypes
import Services

/// Named sets of points.
struct SnapshotOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, take, show, points, remove] }

    private var list: APIOperation {
        APIOperation(
            id: "listSnapshots", method: .get, path: "/snapshots", tag: "Snapshots", permission: .view,
            summary: "List the snapshots, newest first", query: APIParameter.page, answer: .page(of: "Snapshot")
        ) { call in
            JSONValue(try await services.snapshots.list(page: call.page, by: call.actor), \.document)
        }
    }

    private var take: APIOperation {
        APIOperation(
            id: "takeSnapshot", method: .post, path: "/snapshots", tag: "Snapshots", permission: .readDevices,
            summary: "Name the newest good backup of each device",
            text: "Of the devices that are named, else of those with the tag, else of all. Nothing is read from them.",
            body: .object([
                JSONSchema.member("name", .string(maxLength: 100)), JSONSchema.optional("note", .string()),
                JSONSchema.optional("device_ids", .array(.id), isInExamples: false),
                JSONSchema.optional("tag", .string(maxLength: 40), isInExamples: false),
            ]), status: .created, answer: .named("Snapshot"), location: "/snapshots", refusals: [409]
        ) { call in
            let body = call.body
            let selection: SnapshotService.Selection =
                if body.has("device_ids") {
                    .devices(body.ids("device_ids"))
                } else if body.has("tag") {
                    .tag(try Self.tag(body.text("tag")))
                } else {
                    .all
                }
            return try await services.snapshots.take(
                named: body.text("name"), note: body.text("note"), of: selection, by: call.actor
            ).document
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getSnapshot", method: .get, path: "/snapshots/{id}", tag: "Snapshots", permission: .view,
            summary: "One snapshot", answer: .named("Snapshot")
        ) { call in
            try await services.snapshots.find(try call.id(of: "snapshot"), by: call.actor).document
        }
    }

    private var points: APIOperation {
        APIOperation(
            id: "listSnapshotPoints", method: .get, path: "/snapshots/{id}/backups", tag: "Snapshots",
            permission: .view, summary: "The backups of a snapshot, by device", query: APIParameter.page,
            answer: .page(of: "Backup")
        ) { call in
            let snapshot = try await services.snapshots.find(try call.id(of: "snapshot"), by: call.actor)
            let found = try await services.snapshots.points(
                snapshot.id, against: nil, page: call.page, by: call.actor)
            return JSONValue(found) { $0.point.document }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removeSnapshot", method: .delete, path: "/snapshots/{id}", tag: "Snapshots",
            permission: .editDevices, summary: "Remove a snapshot",
            text: "Its backups stay until retention lets them go.", status: .noContent
        ) { call in
            try await services.snapshots.remove(try call.id(of: "snapshot"), by: call.actor)
            return .null
        }
    }

    private static func tag(_ text: String) throws -> Tag {
        guard let tag = Tag(text) else { throw Problem.invalid([FieldProblem("tag", "It \(Tag.rule).")]) }
        return tag
    }
}
