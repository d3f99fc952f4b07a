import CPQ
import Reactor
import Synchronization

/// One open connection to the server, alive on its event loop.
///
/// Statements are answered in the order of their submission. One that is shared pipelines them; an exclusive one sends
/// the next when the last is done.
actor PostgresConnection {
    typealias Outcome = PendingStatement.Outcome

    /// What else the owner wants to hear about; called on the loop.
    struct Events: Sendable {
        var onNotification: @Sendable (_ channel: String, _ payload: String) -> Void = { _, _ in }
        var onClose: @Sendable () -> Void = {}
    }

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// False as soon as the connection is of no more use; read by its pool without asking the actor.
    nonisolated var isOpen: Bool { openFlag.load(ordering: .acquiring) }

    let handle: ConnectionHandle
    let events: Events
    let role: ConnectionRole
    var queue: [PendingStatement] = []
    var sentCount = 0
    /// Statements that were sent and have no sync behind them yet.
    var unsyncedCount = 0
    var isCancelling = false
    var prepared: PreparedStatements
    /// When the deadlines of the queue are looked at next.
    var deadlineCheck: (ticket: LoopTicket, instant: ContinuousClock.Instant)?
    /// When something was heard of the server, or the first of several statements was given to it.
    var lastAnswer = ContinuousClock.now
    private let openFlag = Atomic(true)
    private let socket: Int32
    private var isAwaitingWrite = false

    /// Takes over a connection whose handshake is done.
    init(
        _ handle: ConnectionHandle, on loop: EventLoop, as role: ConnectionRole, preparedLimit: Int, events: Events
    ) {
        self.handle = handle
        self.loop = loop
        self.role = role
        self.events = events
        prepared = PreparedStatements(limit: preparedLimit)
        socket = PQsocket(handle.pointer)
    }

    /// Runs a statement and gives back its last result.
    ///
    /// Cancelling the task, or the deadline, answers the caller at once and asks the server to stop that statement.
    nonisolated func run(
        _ request: StatementRequest, until deadline: ContinuousClock.Instant?, isCancellable: Bool = true
    ) async throws(PostgresError) -> PostgresResult {
        if isCancellable, Task.isCancelled { throw .cancelled(request.name) }
        let statement = PendingStatement(request, until: deadline)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                statement.continuation = continuation
                loop.enter { self.assumeIsolated { $0.submit(statement) } }
            }
        } onCancel: {
            guard isCancellable else { return }
            loop.perform { self.assumeIsolated { $0.abandon(statement, .cancelled(request.name)) } }
        }
        return try outcome.get()
    }

    /// Starts to listen to the server and sets what every connection sets.
    func begin(_ configuration: PostgresConfiguration) async throws(PostgresError) {
        PQsetnonblocking(handle.pointer, 1)
        do {
            // The loop keeps the connection alive until it is closed, so its socket is never left behind in epoll.
            try loop.watch(socket) { self.assumeIsolated { $0.readable() } }
        } catch {
            close()
            throw PostgresError(
                .connectionFailed, "The connection to the database cannot be watched", detail: "\(error)")
        }
        let preamble = StatementRequest(script: configuration.preamble + role.preamble, name: nil)
        do {
            _ = try await run(preamble, until: .now + configuration.connectTimeout)
        } catch {
            close()
            throw error.changing(to: .connectionFailed, "The database did not accept the connection's settings")
        }
    }

    /// Ends the connection; what waits on it is told that it was lost.
    func close() {
        lose(PostgresError(.connectionLost, "The connection to the database was closed"), nothingApplied: false)
    }

    /// Whether the connection is outside of any transaction and nothing runs on it.
    var isIdle: Bool { isOpen && queue.isEmpty && PQtransactionStatus(handle.pointer) == PQTRANS_IDLE }

    /// Whether a transaction is open, failed or not.
    var isInTransaction: Bool {
        isOpen && [PQTRANS_INTRANS, PQTRANS_INERROR].contains(PQtransactionStatus(handle.pointer))
    }

    /// Fails everything that waits here and frees the connection.
    func lose(_ error: PostgresError, nothingApplied: Bool) {
        guard openFlag.exchange(false, ordering: .acquiringAndReleasing) else { return }
        // Forgotten before it is closed: the system may give its number to another socket at once.
        loop.forget(socket)
        handle.finish()
        let waiting = queue
        queue = []
        sentCount = 0
        if let deadlineCheck { loop.cancel(deadlineCheck.ticket) }
        deadlineCheck = nil
        for statement in waiting {
            if statement.isSent { statement.losses += 1 }
            // Where only reading is allowed nothing can have been applied.
            let wasMaybeApplied = statement.isSent && !nothingApplied && role != .reading
            statement.answer(.failure(error.ofLoss(wasMaybeApplied: wasMaybeApplied, statement.request.name)))
        }
        events.onClose()
    }

    /// Passes on what libpq has to send, now and when the socket takes more.
    func flush() {
        guard isOpen, !isAwaitingWrite else { return }
        switch PQflush(handle.pointer) {
        case 0: return
        case 1:
            isAwaitingWrite = true
            loop.whenReady(for: .writable, on: socket) { [loop] _ in
                loop.perform { self.assumeIsolated { $0.writable() } }
            }
        default: lose(.lost(handle.message), nothingApplied: false)
        }
    }

    private func writable() {
        isAwaitingWrite = false
        flush()
    }

    func readable() {
        guard isOpen else { return }
        lastAnswer = .now
        if queue.first?.isCopying == true { return readableWhileCopying() }
        let isAlive = PQconsumeInput(handle.pointer) == 1
        collectResults()
        collectNotifications()
        guard isOpen else { return }
        if !isAlive || PQstatus(handle.pointer) == CONNECTION_BAD {
            lose(.lost(handle.message), nothingApplied: false)
        } else {
            flush()
        }
    }

    /// Whether libpq is in the mode in which statements follow each other without waiting.
    var isPipelined: Bool { PQpipelineStatus(handle.pointer) != PQ_PIPELINE_OFF }

    private func collectNotifications() {
        while isOpen, let notification = PQnotifies(handle.pointer) {
            let channel = String(cString: notification.pointee.relname)
            let payload = notification.pointee.extra.map { String(cString: $0) } ?? ""
            PQfreemem(notification)
            events.onNotification(channel, payload)
        }
    }
}
