import Logging
import Reactor

extension ConnectionPool {
    /// Notes that nobody uses a connection any more.
    func becameIdle(_ index: Int) {
        let lastAnswer = members[index].connection.assumeIsolated { $0.lastAnswer }
        members[index].idleSince = lastAnswer
        members[index].lastSeen = lastAnswer
    }

    /// Ends connections that are past their age and that nobody uses.
    func endExpired(_ now: ContinuousClock.Instant) {
        for index in members.indices.reversed() {
            let member = members[index]
            if member.load == 0, member.wasUsed, member.expires <= now { end(index) }
        }
    }

    /// Looks after idle connections from time to time, as long as there are any.
    func scheduleUpkeep() {
        guard upkeep == nil, !isClosed, !members.isEmpty else { return }
        upkeep = loop.schedule(at: .now + configuration.healthCheckInterval) {
            self.assumeIsolated { $0.lookAfterIdle() }
        }
    }

    private func lookAfterIdle() {
        upkeep = nil
        members.removeAll { !$0.connection.isOpen }
        let now = ContinuousClock.now
        for index in members.indices.reversed() {
            let member = members[index]
            let care = PoolMember.care(
                load: member.load, expires: member.expires, idleSince: member.idleSince, lastSeen: member.lastSeen,
                isSpare: members.count > 1, configuration, now: now)
            switch care {
            case .nothing: break
            case .close: end(index)
            case .check: check(member.connection, index)
            }
        }
        scheduleUpkeep()
    }

    private func end(_ index: Int) {
        let connection = members.remove(at: index).connection
        connection.assumeIsolated { $0.close() }
    }

    /// Asks the server for a sign of life; a connection that does not answer in time is ended.
    private func check(_ connection: PostgresConnection, _ index: Int) {
        // In use while it is asked, so that an exclusive one is not lent meanwhile; it stays idle in the eyes of `maxIdleTime`.
        let idleSince = members[index].idleSince
        members[index].load += 1
        Task {
            await ask(connection)
            checked(connection, idleSince)
        }
    }

    private func ask(_ connection: PostgresConnection) async {
        do {
            let request = StatementRequest("-- ConnectionPool.check\nSELECT 1")
            _ = try await connection.run(request, until: .now + configuration.connectTimeout)
        } catch {
            logger?.notice("An idle database connection did not answer: \(error.debugDescription)")
            await connection.close()
        }
    }

    private func checked(_ connection: PostgresConnection, _ idleSince: ContinuousClock.Instant) {
        release(connection)
        guard let index = members.firstIndex(where: { $0.connection === connection }), members[index].load == 0 else {
            return
        }
        members[index].idleSince = idleSince
    }
}
