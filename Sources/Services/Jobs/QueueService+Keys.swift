public import Domain
import Persistence

extension QueueService {
    /// The classes of keys with the limits that hold for every key of them that has none of its own.
    public func classes(by actor: Actor) async throws -> [JobKeyClass] {
        try actor.require(.view)
        return try await JobKeyRepository(database).classes()
    }

    /// One page of the keys that have a limit of their own, or that jobs have or wait for: the longest lines first.
    public func keys(class: String? = nil, page: Page, by actor: Actor) async throws -> Paged<JobKeyUse> {
        try actor.require(.view)
        return try await JobKeyRepository(database).list(class: `class`, page: page)
    }

    /// One key; one that no job has named yet has nobody and the limit of its class.
    public func key(_ key: JobKey, by actor: Actor) async throws -> JobKeyUse {
        try actor.require(.view)
        if let use = try await JobKeyRepository(database).find(key) { return use }
        let limit = try await classes(by: actor).first { $0.name == key.class }?.limit ?? JobLimit()
        return JobKeyUse(key: key, ownLimit: nil, limit: limit, inUse: 0, waiting: 0, nextStartAt: nil)
    }

    /// What people call the keys.
    public func names(of keys: Set<JobKey>, by actor: Actor) async throws -> [JobKey: String] {
        try actor.require(.view)
        return try await JobKeyNames.load(keys, from: database)
    }

    /// Sets the limit of every key of a class that has none of its own; who has room then goes on at once.
    public func setLimit(_ limit: JobLimit, ofClass name: String, by actor: Actor) async throws -> JobKeyClass {
        try actor.require(.manageQueue)
        guard JobKey(class: name, name: "x") != nil else {
            throw Problem.invalid([FieldProblem("class", "It is 1 to 31 small letters and underscores.")])
        }
        if !limit.problems.isEmpty { throw Problem.invalid(limit.problems) }
        return try await database.transaction { db in
            let keys = JobKeyRepository(db)
            try await keys.setLimit(limit, ofClass: name)
            try await AuditRepository(db).append(
                actor.entry("queue.limit", "key_class", name, "Set keys of the class \(name) to \(limit.words)"))
            return try await keys.classes().first { $0.name == name }
                ?? JobKeyClass(name: name, limit: limit, inUse: 0, waiting: 0)
        }
    }

    /// Sets the limit of one key, or takes it away so that its class's holds; who has room then goes on at once.
    public func setLimit(_ limit: JobLimit, of key: JobKey, by actor: Actor) async throws -> JobKeyUse {
        try actor.require(.manageQueue)
        if !limit.problems.isEmpty { throw Problem.invalid(limit.problems) }
        try await database.transaction { db in
            try await JobKeyRepository(db).setLimit(limit.isNone ? nil : limit, of: key)
            try await AuditRepository(db).append(
                actor.entry(
                    "queue.limit", "key", key,
                    limit.isNone ? "Took the limit of \(key) away" : "Set \(key) to \(limit.words)"))
        }
        return try await self.key(key, by: actor)
    }
}

extension JobLimit {
    /// The limit as the end of a sentence, for example «3 at once, 10 starts in 60 s».
    public var words: String {
        if isNone { return "no limit" }
        var parts: [String] = []
        if let concurrency { parts.append("\(concurrency) at once") }
        if let rate { parts.append("\(rate) \(rate == 1 ? "start" : "starts") in \(rateSeconds) s") }
        return parts.joined(separator: ", ")
    }
}
