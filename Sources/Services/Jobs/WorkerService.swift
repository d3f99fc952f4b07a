public import Domain
public import Persistence

/// Shows the processes that run jobs, and pauses or drains them on request.
public struct WorkerService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// One page of workers: the living first, then the newest.
    public func list(page: Page, by actor: Actor) async throws -> Paged<WorkerProcess> {
        try actor.require(.view)
        return try await WorkerRepository(database).list(page)
    }

    /// One worker.
    public func find(_ id: WorkerID, by actor: Actor) async throws -> WorkerProcess {
        try actor.require(.view)
        guard let worker = try await WorkerRepository(database).find(id) else { throw Problem.notFound("worker") }
        return worker
    }

    /// The jobs that a worker runs, newest first; at most 500.
    public func jobs(of id: WorkerID, by actor: Actor) async throws -> [Job] {
        try actor.require(.view)
        var filter = JobFilter(states: [.running], page: Page(number: 1, size: 500))
        filter.workerID = id
        return try await JobRepository(database).list(filter).elements
    }

    /// The devices that jobs of a worker may write to now.
    public func leases(of id: WorkerID, by actor: Actor) async throws -> [DeviceLease] {
        try actor.require(.view)
        return try await WorkerRepository(database).leases(of: id)
    }

    /// Lets a worker work, starts nothing new there, or ends it once its jobs are over; it hears of it within a second or so.
    public func want(_ wish: WorkerProcess.Wish, of id: WorkerID, by actor: Actor) async throws -> WorkerProcess {
        try actor.require(.manageQueue)
        let worker = try await find(id, by: actor)
        guard worker.state.isLiving else { throw Self.ended }
        if worker.wanted == wish { return worker }
        guard worker.state != .draining else {
            throw Problem(
                .conflict, code: "worker_draining",
                "This worker stops as soon as its jobs have ended; that cannot be taken back. Start another one.")
        }
        return try await database.transaction { db in
            let workers = WorkerRepository(db)
            guard try await workers.want(wish, of: id), let changed = try await workers.find(id) else {
                throw Self.ended
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "worker.\(wish.verb)", "worker", id,
                    "Asked to \(wish.verb) the worker on \(worker.host), process \(worker.processID)"))
            return changed
        }
    }

    private static var ended: Problem {
        Problem(.conflict, code: "worker_ended", "This worker has ended already.")
    }
}

extension WorkerProcess.Wish {
    /// What a person does who has this wish.
    fileprivate var verb: String {
        switch self {
        case .run: "resume"
        case .pause: "pause"
        case .drain: "drain"
        }
    }
}
