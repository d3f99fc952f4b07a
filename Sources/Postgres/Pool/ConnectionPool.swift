import Logging
import Reactor

/// A bounded set of connections of one kind, opened when needed, and a fair queue of those who wait for one.
///
/// A shared connection is lent to many statements at once, an exclusive one to a single user.
actor ConnectionPool {
    private struct Member {
        let connection: PostgresConnection
        var load: Int
    }

    private typealias Answer = CheckedContinuation<Result<PostgresConnection, PostgresError>, Never>

    private struct Waiter {
        let ticket: Int
        let continuation: Answer
        let deadline: LoopTicket
    }

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    nonisolated let configuration: PostgresConfiguration
    private let limit: Int
    private let loadLimit: Int
    private let isPipelined: Bool
    private let logger: Logger?
    private var members: [Member] = []
    private var waiters: [Waiter] = []
    private var openings: [Int: Task<Void, Never>] = [:]
    private var lastFailure: PostgresError?
    private var lastTicket = 0
    private var isClosed = false
    private var whenUnused: CheckedContinuation<Void, Never>?

    /// Makes an empty pool; `loadLimit` above 1 makes its connections shared and pipelined.
    init(
        _ configuration: PostgresConfiguration, on loop: EventLoop, limit: Int, loadLimit: Int, logger: Logger?
    ) {
        self.configuration = configuration
        self.loop = loop
        self.limit = limit
        self.loadLimit = loadLimit
        self.logger = logger
        isPipelined = loadLimit > 1
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
                    let timer = loop.schedule(at: deadline) { self.assumeIsolated { $0.waitedTooLong(ticket) } }
                    waiters.append(Waiter(ticket: ticket, continuation: continuation, deadline: timer))
                    serve()
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
        }
        serve()
        if !isInUse { signalUnused() }
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
        for member in members { await member.connection.close() }
        members = []
        for opening in openings.values { await opening.value }
    }

    /// Ends every connection without waiting; for a pool that was let go without being closed.
    func abandon() {
        isClosed = true
        for opening in openings.values { opening.cancel() }
        for member in members { member.connection.assumeIsolated { $0.close() } }
        members = []
    }

    private var isInUse: Bool { members.contains { $0.load > 0 && $0.connection.isOpen } }

    private func signalUnused() {
        whenUnused?.resume()
        whenUnused = nil
    }

    private func makeTicket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    /// The least loaded connection with room, counted as lent.
    private func lend() -> PostgresConnection? {
        members.removeAll { !$0.connection.isOpen }
        let free = members.indices.filter { members[$0].load < loadLimit }
        guard let index = free.min(by: { members[$0].load < members[$1].load }) else { return nil }
        members[index].load += 1
        // A busy shared connection serves at once, and a second one is opened for those who come later.
        if members[index].load > 1, members.count + openings.count < limit, openings.isEmpty { open() }
        return members[index].connection
    }

    /// Hands out what is free, in the order of arrival.
    private func serve() {
        while let waiter = waiters.first, let connection = lend() {
            waiters.removeFirst()
            loop.cancel(waiter.deadline)
            waiter.continuation.resume(returning: .success(connection))
        }
        grow()
    }

    private func grow() {
        // While the server is away a single attempt at a time is enough.
        let attempts = lastFailure == nil ? waiters.count : min(1, waiters.count)
        while !isClosed, openings.count < attempts, members.count + openings.count < limit { open() }
    }

    private func open() {
        let ticket = makeTicket()
        openings[ticket] = Task {
            await keepOpening()
            openings[ticket] = nil
            serve()
        }
    }

    /// Tries to connect until it succeeds, nobody waits any more, or trying again cannot help.
    private func keepOpening() async {
        var pause = Duration.milliseconds(50)
        while !isClosed {
            do throws(PostgresError) {
                let connection = try await PostgresConnection.open(configuration, on: loop, isPipelined: isPipelined)
                if isClosed { return await connection.close() }
                if lastFailure != nil { logger?.notice("The database is reachable again") }
                lastFailure = nil
                members.append(Member(connection: connection, load: 0))
                return
            } catch {
                if error.code == .cancelled { return }
                if lastFailure == nil { logger?.warning("\(error.debugDescription)") }
                lastFailure = error
                if error.isPermanentConnectionFailure { return failAll(error) }
            }
            guard !waiters.isEmpty, (try? await loop.sleep(until: .now + pause)) != nil, !waiters.isEmpty else {
                return
            }
            pause = min(pause * 2, .seconds(1))
        }
    }

    private func failAll(_ error: PostgresError) {
        for waiter in waiters { fail(waiter.ticket, error) }
    }

    private func waitedTooLong(_ ticket: Int) {
        let isServerAway = !members.contains { $0.connection.isOpen }
        fail(ticket, isServerAway ? lastFailure ?? .unreachable : .exhausted)
    }

    private func fail(_ ticket: Int, _ error: PostgresError) {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return }
        let waiter = waiters.remove(at: index)
        loop.cancel(waiter.deadline)
        waiter.continuation.resume(returning: .failure(error))
    }
}

extension PostgresError {
    fileprivate static let unreachable = PostgresError(
        .connectionFailed, "The database server did not answer in time; check its address and that it runs")
    fileprivate static let exhausted = PostgresError(
        .poolExhausted, "All database connections were busy for too long; try again")
}
