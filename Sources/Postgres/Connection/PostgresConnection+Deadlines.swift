import Reactor

extension PostgresConnection {
    /// Sees to it that the queue is looked at when the statement's deadline has come.
    ///
    /// One timer serves all: it stays when statements end in time, and is set anew only for an earlier deadline.
    func watchDeadline(of statement: PendingStatement) {
        guard let deadline = statement.deadline else { return }
        if let deadlineCheck {
            if deadlineCheck.instant <= deadline { return }
            loop.cancel(deadlineCheck.ticket)
        }
        checkDeadlines(at: deadline)
    }

    private func checkDeadlines(at instant: ContinuousClock.Instant) {
        let ticket = loop.schedule(at: instant) { self.assumeIsolated { $0.endOverdue() } }
        deadlineCheck = (ticket, instant)
    }

    private func endOverdue() {
        deadlineCheck = nil
        let now = ContinuousClock.now
        for statement in queue where statement.isAwaited || statement.isCopying {
            guard let deadline = statement.deadline, deadline <= now else { continue }
            abandon(statement, .timedOut(statement.request.name))
        }
        let next = queue.compactMap(\.deadline).filter { $0 > now }.min()
        if isOpen, let next { checkDeadlines(at: next) }
    }
}
