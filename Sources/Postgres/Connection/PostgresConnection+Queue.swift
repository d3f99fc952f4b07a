import CPQ
import Reactor

extension PostgresConnection {
    /// How long the server may take to answer a statement that it was asked to stop, before the connection counts as dead.
    private static let abandonedLimit: Duration = .seconds(5)

    /// Queues a statement and sends what can be sent.
    func submit(_ statement: PendingStatement) {
        // First of all: the pool counts it to this connection, and hears by it that it is over.
        statement.connection = self
        if statement.isGivenUp {
            statement.answer(.failure(.cancelled(statement.request.name)))
            return
        }
        guard isOpen else {
            statement.answer(.failure(PostgresError.lost("").ofLoss(wasMaybeApplied: false, statement.request.name)))
            return
        }
        if statement.request.hasNUL {
            statement.answer(.failure(.textWithNUL(statement.request.name)))
            return
        }
        if queue.isEmpty { lastAnswer = .now }
        queue.append(statement)
        watchDeadline(of: statement)
        sendMore()
    }

    /// Answers a caller that no longer waits, and has the server stop the statement if it runs already.
    func abandon(_ statement: PendingStatement, _ error: PostgresError) {
        guard let index = queue.firstIndex(where: { $0 === statement }) else {
            statement.isGivenUp = true
            return
        }
        guard statement.isAwaited || statement.isCopying else { return }
        statement.answer(.failure(error))
        guard statement.isSent else {
            queue.remove(at: index)
            return
        }
        if statement.isCopying { return lose(error, nothingApplied: true) }
        cancelHeadIfAbandoned()
        // A server that answers neither the statement nor the request to stop it must not hold up its neighbours.
        loop.schedule(at: .now + Self.abandonedLimit) {
            self.assumeIsolated { connection in
                guard connection.queue.contains(where: { $0 === statement && $0.isSent }) else { return }
                connection.lose(.lost("No answer to a cancelled statement"), nothingApplied: false)
            }
        }
    }

    /// Sends queued statements: all of them on a shared connection, one at a time on an exclusive one.
    ///
    /// Nothing is sent while a request to stop a statement is on its way, which would hit whatever runs when it arrives.
    func sendMore() {
        while isOpen, !isCancelling, sentCount < queue.count, role != .exclusive || sentCount == 0 {
            let statement = queue[sentCount]
            guard transmit(statement) else {
                refuse(statement)
                continue
            }
            statement.isSent = true
            sentCount += 1
        }
        if unsyncedCount == 0 { flush() }
    }

    /// Takes the finished first statement out and answers its caller, or sends it again where that is safe.
    func finishHead() {
        let statement = queue.removeFirst()
        sentCount -= 1
        if mayResend(statement) {
            statement.prepareToResend()
            queue.append(statement)
        } else if let error = statement.error {
            statement.answer(.failure(statement.isStale && isInTransaction ? error.ofStalePlan : error))
        } else if let result = statement.result {
            statement.answer(.success(result))
        } else {
            statement.answer(.failure(.misuse("The statement is empty", statement.request.name)))
        }
        cancelHeadIfAbandoned()
        if sentCount < queue.count { sendMore() }
    }

    /// Whether the server did not begin the statement, for a reason that has nothing to do with it.
    private func mayResend(_ statement: PendingStatement) -> Bool {
        if statement.wasSkipped { return statement.isAwaited }
        if role != .exclusive, statement.wasHitByStrayCancel { return true }
        // A transaction has failed as a whole, so its owner has to begin again.
        guard statement.isStale, !statement.wasHealed, statement.isAwaited, !isInTransaction else { return false }
        statement.wasHealed = true
        return true
    }

    /// Has the server stop the first statement if nobody waits for it any more; those behind it have not begun.
    private func cancelHeadIfAbandoned() {
        guard isOpen, !isCancelling, let head = queue.first, head.isSent, !head.isAwaited, !head.isCopying,
            !head.wasCancelSent,
            let request = CancelRequest(handle.pointer)
        else { return }
        head.wasCancelSent = true
        isCancelling = true
        for statement in queue.prefix(sentCount) { statement.isExposed = true }
        request.send { [loop] in
            loop.perform { self.assumeIsolated { $0.cancelRequestDone() } }
        }
    }

    private func cancelRequestDone() {
        isCancelling = false
        cancelHeadIfAbandoned()
        sendMore()
    }

    /// libpq did not take the statement: the connection is broken, or there is something wrong with the statement alone.
    private func refuse(_ statement: PendingStatement) {
        // Lost on the way: everything that waited here has been answered.
        guard isOpen else { return }
        guard PQstatus(handle.pointer) == CONNECTION_OK else {
            lose(.lost(handle.message), nothingApplied: false)
            return
        }
        queue.remove(at: sentCount)
        statement.answer(
            .failure(.misuse("The statement cannot be sent", statement.request.name, detail: handle.message)))
    }
}
