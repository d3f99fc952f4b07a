public import Domain
public import Persistence

/// Shows the queue by kinds of jobs and by keys, pauses kinds, and sets the limits of keys.
public struct QueueService: Sendable {
    let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// Every kind that the program knows or that there are jobs of, in the order of their words.
    public func list(by actor: Actor) async throws -> [JobQueue] {
        try actor.require(.view)
        var queues = try await JobQueueRepository(database).list()
        for (kind, pause) in try await JobPauseRepository(database).list() {
            queues[kind, default: JobQueue(kind: kind)].pause = pause
        }
        for kind in JobKind.allCases where queues[kind] == nil { queues[kind] = JobQueue(kind: kind) }
        return queues.values.sorted { $0.kind.rawValue < $1.kind.rawValue }
    }

    /// Starts no more jobs of a kind, or starts them again; those that run go on. A kind that nobody knows is refused.
    public func setPause(_ isPaused: Bool, of kind: JobKind, by actor: Actor) async throws -> JobQueue {
        try actor.require(.manageQueue)
        guard try await list(by: actor).contains(where: { $0.kind == kind }) else {
            throw Problem.invalid([FieldProblem("kind", "There are no jobs of this kind.")])
        }
        try await database.transaction { db in
            let pauses = JobPauseRepository(db)
            let isChanged =
                isPaused ? try await pauses.insert(kind, by: actor.user.id) : try await pauses.delete(kind)
            guard isChanged else { return }
            try await AuditRepository(db).append(
                actor.entry(
                    isPaused ? "queue.pause" : "queue.resume", "queue", kind.rawValue,
                    "\(isPaused ? "Paused" : "Resumed") jobs of the kind \(kind.rawValue)"))
        }
        return try await list(by: actor).first { $0.kind == kind } ?? JobQueue(kind: kind)
    }
}
