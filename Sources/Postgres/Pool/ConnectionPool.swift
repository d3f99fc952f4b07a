import Logging
import Reactor

/// A bounded set of connections of one kind, opened when needed, and a fair queue of those who wait for one.
///
/// A shared connection is lent to many statements at once, an exclusive one to a single user.
actor ConnectionPool {
    typealias Answer = CheckedContinuation<Result<PostgresConnection, PostgresError>, Never>

    /// Who waits for a connection: one that will use it as it likes, or a single statement.
    enum Guest {
        case user(Answer)
        case statement(PendingStatement)
    }

    struct Waiter {
        let ticket: Int
        let guest: Guest
        let deadline: LoopTicket
    }

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    nonisolated let configuration: PostgresConfiguration
    let limit: Int
    let role: ConnectionRole
    let loadLimit: Int
    let logger: Logger?
    var members: [PoolMember] = []
    var waiters: [Waiter] = []
    var openings: [Int: Task<Void, Never>] = [:]
    var lastFailure: PostgresError?
    var upkeep: LoopTicket?
    private(set) var isClosed = false
    private var lastTicket = 0
    private var whenUnused: CheckedContinuation<Void, Never>?

    /// Makes an empty pool; `loadLimit` is how many may use one connection at once.
    init(
        _ configuration: PostgresConfiguration, on loop: EventLoop, role: ConnectionRole, limit: Int, loadLimit: Int,
        logger: Logger?
    ) {
        self.configuration = configuration
        self.loop = loop
        self.role = role
        self.limit = limit
        self.loadLimit = loadLimit
        self.logger = logger
    }

    /// Lends a connection; waits in line while all are busy or the server is away, until the deadline.
    func acquire(until deadline: ContinuousClock.Instant) async throws(PostgresError) -> PostgresConnection {
        if isClosed { throw .closed }
        if waiters.isEmpty, let connection = lend() { return connection }
        let ticket = makeTicket()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: Answer) in
                // Asked here and not before: on the way into a suspension other work of the actor may run.
                if isClosed || Task.isCancelled {
                    continuation.resume(returning: .failure(isClosed ? .closed : .cancelled(nil)))
                } else {
                    line(up: .user(continuation), ticket: ticket, until: deadline)
                }
            }
        } onCancel: {
            loop.perform { self.assumeIsolated { $0.fail(ticket, .cancelled(nil)) } }
        }
        return try outcome.get()
    }

    /// Takes back a connection that was lent; one that is no longer open is dropped.
    func release(_ connection: PostgresConnection) {
        if let index = members.firstIndex(where: { $0.connection === connection }) {
            members[index].load -= 1
            if members[index].load == 0 { becameIdle(index) }
        }
        if !waiters.isEmpty { serve() }
        if whenUnused != nil, !isInUse { signalUnused() }
    }

    /// Refuses new users, gives those at work until the deadline, and then ends every connection.
    func close(until deadline: ContinuousClock.Instant) async {
        isClosed = true
        for waiter in waiters { fail(waiter.ticket, .closed) }
        for opening in openings.values { opening.cancel() }
        let timer = loop.schedule(at: deadline) { self.assumeIsolated { $0.signalUnused() } }
        await withCheckedContinuation { continuation in
            if isInUse { whenUnused = continuation } else { continuation.resume() }
        }
        loop.cancel(timer)
        endMembers()
        for opening in openings.values { await opening.value }
    }

    /// Ends every connection without waiting; for a pool that was let go without being closed.
    func abandon() {
        isClosed = true
        for opening in openings.values { opening.cancel() }
        endMembers()
    }

    func makeTicket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    private var isInUse: Bool { members.contains { $0.load > 0 && $0.connection.isOpen } }

    private func signalUnused() {
        whenUnused?.resume()
        whenUnused = nil
    }

    private func endMembers() {
        if let upkeep { loop.cancel(upkeep) }
        upkeep = nil
        let ending = members
        members = []
        for member in ending { member.connection.assumeIsolated { $0.close() } }
    }
}
