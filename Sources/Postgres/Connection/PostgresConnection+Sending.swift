import CPQ
import Reactor

extension PostgresConnection {
    /// How many reads share one sync: the server answers the first while the next ones are still being sent.
    private static let batchSize = 4

    /// Hands a statement to libpq, preparing it first if need be; false when libpq refuses it.
    func transmit(_ statement: PendingStatement) -> Bool {
        let request = statement.request
        statement.preparedName = nil
        if request.isScript {
            // Several statements in one text need the mode of libpq in which nothing else is under way.
            guard !isPipelined || PQexitPipelineMode(handle.pointer) == 1 else { return false }
            return request.send(on: handle.pointer)
        }
        guard isPipelined || PQenterPipelineMode(handle.pointer) == 1 else { return false }
        statement.partsLeft = 1
        // In a failed transaction the server would refuse to remove a prepared statement.
        let canRemove = PQtransactionStatus(handle.pointer) != PQTRANS_INERROR
        switch prepared.step(for: request.shape, canRemove: canRemove) {
        case .plain:
            guard request.send(on: handle.pointer) else { return false }
        case .execute(let name):
            statement.preparedName = name
            guard request.execute(name, on: handle.pointer) else { return false }
        case .prepare(let name, let removed):
            statement.preparedName = name
            for name in removed { statement.partsLeft += remove(name) }
            statement.partsLeft += 1
            guard request.prepare(as: name, on: handle.pointer), request.execute(name, on: handle.pointer) else {
                // Half of it is in the pipeline, with no way to take it back.
                lose(.lost(handle.message), nothingApplied: false)
                return false
            }
        }
        return sync(statement)
    }

    /// Ends a group of reads, so that the server sends its answers; called at the end of the loop's turn at the latest.
    func endGroup() {
        guard isOpen, unsyncedCount > 0, sentCount > 0 else { return }
        unsyncedCount = 0
        queue[sentCount - 1].endsWithSync = true
        if PQpipelineSync(handle.pointer) != 1 { lose(.lost(handle.message), nothingApplied: false) } else { flush() }
    }

    /// Commits each statement by itself, and reads in groups.
    private func sync(_ statement: PendingStatement) -> Bool {
        guard role == .reading else {
            statement.endsWithSync = true
            return PQpipelineSync(handle.pointer) == 1
        }
        unsyncedCount += 1
        if unsyncedCount == 1 {
            loop.atEndOfTurn { self.assumeIsolated { $0.endGroup() } }
        } else if unsyncedCount >= Self.batchSize {
            // The statement counts as sent from here on.
            unsyncedCount = 0
            statement.endsWithSync = true
            return PQpipelineSync(handle.pointer) == 1
        }
        return true
    }

    /// Removes a prepared statement in the same pipeline; returns how many answers that will have.
    private func remove(_ name: String) -> Int {
        PQsendQueryParams(handle.pointer, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0) == 1 ? 1 : 0
    }
}
