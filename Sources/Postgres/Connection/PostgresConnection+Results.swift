import CPQ

extension PostgresConnection {
    /// Takes all results that have arrived and answers the statements that are complete.
    ///
    /// A statement is complete at its sync, or at the NULL after its last result: an error may still come after a result,
    /// for example from a deferred constraint at the implicit commit. Reads in a group have no sync but the last one's.
    func collectResults() {
        var nullsInARow = 0
        while isOpen, let head = queue.first, head.isSent, !head.isCopying, PQisBusy(handle.pointer) == 0 {
            if let pointer = PQgetResult(handle.pointer) {
                nullsInARow = 0
                take(PostgresResult(owning: pointer, statement: head.request.name), for: head)
            } else if head.request.isScript {
                finishHead()
            } else {
                // An error at the implicit commit has a NULL of its own; two of them mean that nothing more is there.
                nullsInARow += 1
                guard head.partsLeft > 0 else {
                    if nullsInARow > 1 { return }
                    continue
                }
                // The answer of a large statement may come before the group ended.
                if sentCount <= unsyncedCount { endGroup() }
                head.partsLeft -= 1
                if head.partsLeft > 0 {
                    head.result = nil
                    head.finished = 0
                } else if !head.endsWithSync {
                    finishHead()
                }
            }
        }
    }

    private func take(_ result: PostgresResult, for head: PendingStatement) {
        switch result.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            head.result = result
            head.finished += 1
        case PGRES_PIPELINE_SYNC: finishHead()
        case PGRES_PIPELINE_ABORTED: skip(head)
        case PGRES_FATAL_ERROR: fail(head, result)
        case PGRES_COPY_IN where head.request.copy == .in, PGRES_COPY_OUT where head.request.copy == .out:
            beginCopy(head, result)
        default:
            // Sent as an ordinary statement it would leave the connection in a state that nobody ends.
            lose(.misuse("COPY is done by `copy()` of a transaction or session", nil), nothingApplied: false)
        }
    }

    /// The server did not look at this part, because one before it in the same sync failed.
    private func skip(_ head: PendingStatement) {
        if head.error != nil { return }
        head.wasSkipped = true
        forgetUnprepared(head)
    }

    private func fail(_ head: PendingStatement, _ result: PostgresResult) {
        guard let error = PostgresError(result) else {
            lose(.lost(result.errorMessage.trimmed), nothingApplied: false)
            return
        }
        // PG_DIAG_SEVERITY_NONLOCALIZED; after FATAL or PANIC the server ends the connection.
        guard let severity = result.field("V"), severity == "FATAL" || severity == "PANIC" else {
            if head.error == nil { head.error = error.at(result.position(afterStatements: head.finished)) }
            noteIfStale(head, result, error)
            forgetUnprepared(head)
            return
        }
        // Answers come in order: when the farewell stands where the first result should be, this statement was not
        // committed and those behind it were never begun.
        let lost = PostgresError.lost(error.debugDescription, sqlState: error.sqlState)
        lose(lost, nothingApplied: head.result == nil)
    }
}
