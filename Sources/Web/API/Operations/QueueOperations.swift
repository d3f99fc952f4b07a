import Domain
import HTTPTypes
import Services

/// The queue by kinds and by keys.
struct QueueOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, pause, classes, limitClass, keys, limitKey] }

    private var list: APIOperation {
        APIOperation(
            id: "listQueues", method: .get, path: "/queues", tag: "Queues", permission: .view,
            summary: "How the jobs of each kind stand", answer: .list(of: "Queue")
        ) { call in
            JSONValue(list: try await services.queues.list(by: call.actor).map(\.document))
        }
    }

    private var pause: APIOperation {
        APIOperation(
            id: "setQueuePause", method: .put, path: "/queues/pause", tag: "Queues", permission: .manageQueue,
            summary: "Start no more jobs of a kind, or start them again", text: "Those that run go on.",
            body: .object([
                JSONSchema.member("kind", .string(maxLength: 60), "The word of the kind."),
                JSONSchema.member("is_paused", .boolean),
            ]),
            answer: .named("Queue")
        ) { call in
            guard let kind = JobKind(rawValue: call.body.text("kind")) else {
                throw Problem.invalid([FieldProblem("kind", "There are no jobs of this kind.")])
            }
            return try await services.queues.setPause(
                call.body.bool("is_paused") ?? false, of: kind, by: call.actor
            ).document
        }
    }

    private var classes: APIOperation {
        APIOperation(
            id: "listKeyClasses", method: .get, path: "/key-classes", tag: "Queues", permission: .view,
            summary: "The limits of each class of keys", answer: .list(of: "KeyClass")
        ) { call in
            JSONValue(list: try await services.queues.classes(by: call.actor).map(\.document))
        }
    }

    private var limitClass: APIOperation {
        APIOperation(
            id: "setKeyClassLimit", method: .put, path: "/key-classes/limit", tag: "Queues", permission: .manageQueue,
            summary: "Set the limit of a class of keys",
            text: "It holds for every key of the class that has none of its own. Who has room then goes on at once.",
            body: .object(
                [JSONSchema.member("class", .string(maxLength: 31), "device, credential, site, tenant or your own.")]
                    + Self.limit),
            answer: .named("KeyClass")
        ) { call in
            try await services.queues.setLimit(
                JobLimit(call.body), ofClass: call.body.text("class"), by: call.actor
            ).document
        }
    }

    private var keys: APIOperation {
        APIOperation(
            id: "listKeys", method: .get, path: "/keys", tag: "Queues", permission: .view,
            summary: "List keys that have a limit of their own or that jobs have or wait for, longest lines first",
            query: [
                APIParameter(name: "class", summary: "Only keys of this class.", schema: .string(maxLength: 31))
            ] + APIParameter.page, answer: .page(of: "Key")
        ) { call in
            let name = call.query("class")
            let found = try await services.queues.keys(
                class: name.isEmpty ? nil : name, page: call.page, by: call.actor)
            let names = try await services.queues.names(of: Set(found.elements.map(\.key)), by: call.actor)
            return JSONValue(found) { $0.document(name: names[$0.key] ?? $0.key.name) }
        }
    }

    private var limitKey: APIOperation {
        APIOperation(
            id: "setKeyLimit", method: .put, path: "/keys/limit", tag: "Queues", permission: .manageQueue,
            summary: "Set the limit of one key",
            text: "Without concurrency and rate its own limit is taken away. Who has room then goes on at once.",
            body: .object(
                [JSONSchema.member("key", .string(maxLength: 232), "Class, colon, name: device:019577e2-….")] + Self.limit),
            answer: .named("Key")
        ) { call in
            guard let key = JobKey(call.body.text("key")) else {
                throw Problem.invalid([FieldProblem("key", "Write a class, a colon and a name, such as site:lisbon.")])
            }
            let use = try await services.queues.setLimit(JobLimit(call.body), of: key, by: call.actor)
            let names = try await services.queues.names(of: [key], by: call.actor)
            return use.document(name: names[key] ?? key.name)
        }
    }

    private static let limit = [
        JSONSchema.optional(
            "concurrency", .nullable(.integer(minimum: 1, maximum: 100_000)), "Jobs at once; none is no limit."),
        JSONSchema.optional(
            "rate", .nullable(.integer(minimum: 1, maximum: 1_000_000)), "Starts in a time; none is no limit."),
        JSONSchema.optional(
            "rate_seconds", .integer(minimum: 1, maximum: 86_400), "The time in which they are counted; 60 when left out."
        ),
    ]
}
