import Reactor

extension ConnectionPool {
    /// How many statements one connection serves better than two would: they share turns and packets, and reads their syncs.
    private var companyLimit: Int { role == .reading ? 32 : 8 }
    /// After how long without an answer a connection is left to the slow statement that it runs.
    private static let patience: Duration = .milliseconds(5)

    /// The best connection with room, counted as lent.
    func lend() -> PostgresConnection? {
        if members.contains(where: { !$0.connection.isOpen }) { members.removeAll { !$0.connection.isOpen } }
        if members.contains(where: { $0.load == 0 }) { endExpired(.now) }
        guard let best = bestMember() else { return nil }
        members[best].load += 1
        members[best].wasUsed = true
        // A busy shared connection serves at once, and a second one is opened for those who come later.
        if members[best].load > 1, members.count < limit, openings.isEmpty { open() }
        return members[best].connection
    }

    private func bestMember() -> Int? {
        if members.count == 1 { return members[0].load < loadLimit ? 0 : nil }
        var best: (index: Int, rank: Int)?
        var now: ContinuousClock.Instant?
        for index in members.indices where members[index].load < loadLimit {
            let load = members[index].load
            // Busy ones first while they have little to do, then the least loaded, then those that do not answer.
            var rank = load < companyLimit ? -load : load
            if load > 0 {
                let time = now ?? .now
                now = time
                let lastAnswer = members[index].connection.assumeIsolated { $0.lastAnswer }
                if lastAnswer + Self.patience < time { rank += loadLimit }
            }
            if best.map({ rank < $0.rank }) ?? true { best = (index, rank) }
        }
        return best?.index
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
