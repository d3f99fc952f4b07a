import CPQ
import Reactor

extension PostgresConnection {
    /// How long the server may take to answer a statement that it was asked to stop, before the connection counts as dead.
    private static let abandonedLimit: Duration = .seconds(5)

    /// Queues a statement and sends what can be sent.
    func submit(_ statement: PendingStatement, until deadline: ContinuousClock.Instant?) {
        guard isOpen else {
            statement.answer(.failure(PostgresError.lost("").ofLoss(wasMaybeApplied: false, statement.request.name)))
            return
        }
        if statement.request.hasNUL {
            statement.answer(.failure(.textWithNUL(statement.request.name)))
            return
        }
        queue.append(statement)
        if let deadline {
            let ticket = statement.ticket
            let name = statement.request.name
            statement.deadline = loop.schedule(at: deadline) {
                self.assumeIsolated { $0.abandon(ticket, .timedOut(name)) }
            }
        }
        sendMore()
    }

    /// Answers a caller that no longer waits, and has the server stop the statement if it runs already.
    func abandon(_ ticket: Int, _ error: PostgresError) {
        guard let index = queue.firstIndex(where: { $0.ticket == ticket }) else { return }
        let statement = queue[index]
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
                guard connection.queue.contains(where: { $0.ticket == ticket && $0.isSent }) else { return }
                connection.lose(.lost("No answer to a cancelled statement"), nothingApplied: false)
            }
        }
    }

    /// Sends queued statements: all of them on a shared connection, one at a time on an exclusive one.
    ///
    /// Nothing is sent while a request to stop a statement is on its way, which would hit whatever runs when it arrives.
    func sendMore() {
        while isOpen, !isCancelling, sentCount < queue.count, isPipelined || sentCount == 0 {
            let statement = queue[sentCount]
            guard statement.request.send(on: handle.pointer),
                !isPipelined || PQpipelineSync(handle.pointer) == 1
            else {
                refuse(statement)
                continue
            }
            statement.isSent = true
            sentCount += 1
        }
        flush()
    }

    /// Takes the finished first statement out and answers its caller.
    func finishHead() {
        let statement = queue.removeFirst()
        sentCount -= 1
        if isPipelined, statement.wasHitByStrayCancel {
            statement.prepareToResend()
            queue.append(statement)
        } else {
            if let deadline = statement.deadline { loop.cancel(deadline) }
            if let error = statement.error {
                statement.answer(.failure(error))
            } else if let result = statement.result {
                statement.answer(.success(result))
            } else {
                statement.answer(.failure(.misuse("The statement is empty", statement.request.name)))
            }
        }
        cancelHeadIfAbandoned()
        sendMore()
    }

    /// Has the server stop the first statement if nobody waits for it any more; those behind it have not begun.
    private func cancelHeadIfAbandoned() {
        guard isOpen, !isCancelling, let head = queue.first, head.isSent, head.continuation == nil,
            !head.wasCancelSent, let request = CancelRequest(handle.pointer)
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
        guard PQstatus(handle.pointer) == CONNECTION_OK else {
            lose(.lost(handle.message), nothingApplied: false)
            return
        }
        queue.remove(at: sentCount)
        if let deadline = statement.deadline { loop.cancel(deadline) }
        statement.answer(
            .failure(.misuse("The statement cannot be sent", statement.request.name, detail: handle.message)))
    }
}
