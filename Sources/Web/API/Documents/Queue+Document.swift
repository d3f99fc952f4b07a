import Domain

extension JobQueue {
    /// The jobs of one kind as the API shows them.
    var document: JSONValue {
        .object([
            "kind": JSONValue(choice: kind), "due": JSONValue(due), "waiting_for_keys": JSONValue(waitingForKeys),
            "waiting_for_jobs": JSONValue(waitingForJobs), "later": JSONValue(later), "running": JSONValue(running),
            "awaiting": JSONValue(awaiting), "oldest_due_at": JSONValue(nullable: oldestDueAt),
            "succeeded": JSONValue(succeeded), "given_up": JSONValue(givenUp),
            "paused_since": JSONValue(nullable: pause?.since), "paused_by": JSONValue(nullable: pause?.by),
        ])
    }
}

extension JobLimit {
    /// The limit as the API shows and takes it.
    var document: JSONValue {
        .object([
            "concurrency": concurrency.map { .integer($0) } ?? .null, "rate": rate.map { .integer($0) } ?? .null,
            "rate_seconds": JSONValue(rateSeconds),
        ])
    }

    /// The limit in a body.
    init(_ body: JSONBody) {
        self.init(
            concurrency: body.integer("concurrency"), rate: body.integer("rate"),
            rateSeconds: body.integer("rate_seconds") ?? 60)
    }
}

extension JobKeyClass {
    /// The class as the API shows it.
    var document: JSONValue {
        .object([
            "class": JSONValue(name), "limit": limit.document, "in_use": JSONValue(inUse), "waiting": JSONValue(waiting),
        ])
    }
}

extension JobKeyUse {
    /// The key as the API shows it.
    func document(name: String) -> JSONValue {
        .object([
            "key": JSONValue(key.description), "name": JSONValue(name), "own_limit": ownLimit?.document ?? .null,
            "limit": limit.document, "in_use": JSONValue(inUse), "waiting": JSONValue(waiting),
            "next_start_at": JSONValue(nullable: nextStartAt),
        ])
    }
}
