import Reactor

extension ConnectionPool {
    /// The least loaded connection with room, counted as lent.
    func lend() -> PostgresConnection? {
        var best: Int?
        var hasClosed = false
        for index in members.indices {
            if !members[index].connection.isOpen {
                hasClosed = true
            } else if members[index].load < loadLimit, best.map({ members[index].load < members[$0].load }) ?? true {
                best = index
            }
        }
        if hasClosed {
            members.removeAll { !$0.connection.isOpen }
            return lend()
        }
        guard let best else { return nil }
        members[best].load += 1
        // A busy shared connection serves at once, and a second one is opened for those who come later.
        if members[best].load > 1, members.count < limit, openings.isEmpty { open() }
        return members[best].connection
    }

    /// Puts a guest at the end of the line.
    func line(up guest: Guest, ticket: Int, until deadline: ContinuousClock.Instant) {
        let timer = loop.schedule(at: deadline) { self.assumeIsolated { $0.waitedTooLong(ticket) } }
        waiters.append(Waiter(ticket: ticket, guest: guest, deadline: timer))
        serve()
    }

    /// Hands out what is free, in the order of arrival.
    func serve() {
        while let waiter = waiters.first, let connection = lend() {
            waiters.removeFirst()
            loop.cancel(waiter.deadline)
            switch waiter.guest {
            case .user(let continuation): continuation.resume(returning: .success(connection))
            case .statement(let statement): connection.assumeIsolated { $0.submit(statement) }
            }
        }
        grow()
    }

    /// Takes a guest out of the line with an error; nothing happens when it was served already.
    func fail(_ ticket: Int, _ error: PostgresError) {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return }
        let waiter = waiters.remove(at: index)
        loop.cancel(waiter.deadline)
        switch waiter.guest {
        case .user(let continuation): continuation.resume(returning: .failure(error))
        case .statement(let statement): statement.answer(.failure(error.naming(statement.request.name)))
        }
    }

    private func waitedTooLong(_ ticket: Int) {
        let isServerAway = !members.contains { $0.connection.isOpen }
        fail(ticket, isServerAway ? lastFailure ?? .unreachable : .exhausted)
    }
}

extension PostgresError {
    fileprivate static let unreachable = PostgresError(
        .connectionFailed, "The database server did not answer in time; check its address and that it runs")
    fileprivate static let exhausted = PostgresError(
        .poolExhausted, "All database connections were busy for too long; try again")
}
