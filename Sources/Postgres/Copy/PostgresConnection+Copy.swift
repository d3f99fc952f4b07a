import CPQ
import Glibc
import Reactor

/// A COPY stays at the head of its connection's queue: begun by `run`, moved on by these, ended by `finishCopy`.
extension PostgresConnection {
    /// How long the server may take to end a COPY that it was asked to stop, before the connection counts as dead.
    private static let abandonedLimit: Duration = .seconds(5)

    /// Answers who started the COPY; from here on the data are moved by calls, as fast as the caller takes or gives them.
    func beginCopy(_ head: PendingStatement, _ result: PostgresResult) {
        guard head.continuation != nil else {
            return lose(.lost("The caller left while a COPY began"), nothingApplied: true)
        }
        head.isCopying = true
        // What the server sends stays in the socket until it is asked for.
        if head.request.copy == .out { loop.forget(PQsocket(handle.pointer)) }
        head.answer(.success(result))
    }

    /// Sends data, waiting while the server takes no more; false when the server has refused the COPY.
    func putCopyData(_ data: [UInt8], until deadline: ContinuousClock.Instant) async throws(PostgresError) -> Bool {
        var rest = data[...]
        while !rest.isEmpty {
            guard isOpen, let head = queue.first, head.isCopying else { throw lossOfCopy(deadline) }
            if head.error != nil { return false }
            let piece = rest.prefix(1 << 20)
            rest = rest.dropFirst(piece.count)
            let status = piece.withUnsafeBytes { bytes in
                PQputCopyData(
                    handle.pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            }
            guard status == 1 else {
                lose(.lost(handle.message), nothingApplied: true)
                throw lossOfCopy(deadline)
            }
            try await flushCopy(until: deadline)
        }
        return true
    }

    private func flushCopy(until deadline: ContinuousClock.Instant) async throws(PostgresError) {
        while isOpen {
            switch PQflush(handle.pointer) {
            case 0: return
            case 1:
                let outcome = await ready(for: .writable)
                // Given up because the server refused the COPY: its answer is read at the end.
                if case .failure = outcome { return }
            default: lose(.lost(handle.message), nothingApplied: true)
            }
        }
        throw lossOfCopy(deadline)
    }

    /// The server speaks while it is being sent data: a notice, or an error, which libpq would show only at the end.
    func readableWhileCopying() {
        guard let head = queue.first else { return }
        var first: UInt8 = 0
        let isError =
            PQsslInUse(handle.pointer) == 0
            && recv(PQsocket(handle.pointer), &first, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 1
            && first == UInt8(ascii: "E")
        if isError {
            head.error = .misuse("The server refused the COPY", head.request.name)
            loop.forget(PQsocket(handle.pointer))
        } else if PQconsumeInput(handle.pointer) != 1 {
            lose(.lost(handle.message), nothingApplied: true)
        }
    }

    /// Whole rows as they arrived, together at least 32 kB unless there is less; nil at the end.
    func nextCopyChunk(until deadline: ContinuousClock.Instant) async throws(PostgresError) -> [UInt8]? {
        var chunk: [UInt8] = []
        while isOpen, let head = queue.first, head.isCopying {
            var row: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle.pointer, &row, 1)
            if count > 0, let row {
                UnsafeRawPointer(row).withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
                    chunk.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                }
                PQfreemem(row)
                if chunk.count >= 32_768 { return chunk }
            } else if count == 0 {
                if !chunk.isEmpty { return chunk }
                if Task.isCancelled { throw .cancelled(head.request.name) }
                await readMore(isCancellable: true)
            } else {
                // From here on the answer is an ordinary one.
                head.isCopying = false
                return chunk.isEmpty ? nil : chunk
            }
        }
        if isOpen { return nil }
        throw lossOfCopy(deadline)
    }

    /// Ends the COPY and gives back the server's last word; `refusal` makes the server forget what it was sent.
    func finishCopy(refusal: String? = nil) async throws(PostgresError) -> PostgresResult {
        guard isOpen, let head = queue.first, head.request.copy != nil else {
            throw .lost("").ofLoss(wasMaybeApplied: refusal == nil, nil)
        }
        // Once the end is sent the server may store everything, so a loss from now on leaves a doubt.
        head.error = nil
        let outcome = await withCheckedContinuation { (continuation: CheckedContinuation<Outcome, Never>) in
            head.continuation = continuation
            if head.request.copy == .in, PQputCopyEnd(handle.pointer, refusal) != 1 {
                return lose(.lost(handle.message), nothingApplied: refusal != nil)
            }
            head.isCopying = false
            watchAgain()
            flush()
            collectResults()
        }
        return try outcome.get()
    }

    /// Stops a COPY and throws away what it still brings; a connection that does not come clean is ended.
    func abortCopy(_ reason: String) async {
        guard isOpen, let head = queue.first, head.request.copy != nil else { return }
        let timer = loop.schedule(at: .now + Self.abandonedLimit) {
            self.assumeIsolated { $0.lose(.lost("No answer to a cancelled COPY"), nothingApplied: true) }
        }
        if head.request.copy == .out, head.isCopying { await drainCopy() }
        do {
            _ = try await finishCopy(refusal: reason)
        } catch {
            // That it was stopped is what was asked for; a lost connection is seen by the next statement.
        }
        loop.cancel(timer)
    }

    private func drainCopy() async {
        guard let request = CancelRequest(handle.pointer) else { return close() }
        isCancelling = true
        request.send { [loop] in
            loop.perform {
                self.assumeIsolated { connection in
                    connection.isCancelling = false
                    connection.sendMore()
                }
            }
        }
        while isOpen, let head = queue.first, head.isCopying {
            var row: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle.pointer, &row, 1)
            if let row { PQfreemem(row) }
            if count == 0 {
                await readMore(isCancellable: false)
            } else if count < 0 {
                head.isCopying = false
            }
        }
    }

    private func readMore(isCancellable: Bool) async {
        if isCancellable {
            do {
                try await loop.wait(for: .readable, on: PQsocket(handle.pointer))
            } catch {
                // Cancelled or closed meanwhile: the caller looks again.
                return
            }
        } else if case .failure = await ready(for: .readable) {
            return
        }
        guard isOpen else { return }
        if PQconsumeInput(handle.pointer) != 1 { lose(.lost(handle.message), nothingApplied: true) }
    }

    /// Waits whether or not the task is cancelled; the statement's own deadline ends the connection and so the wait.
    private func ready(for readiness: Readiness) async -> Result<Void, ReactorError> {
        await withCheckedContinuation { continuation in
            loop.whenReady(for: readiness, on: PQsocket(handle.pointer)) { continuation.resume(returning: $0) }
        }
    }

    private func watchAgain() {
        do {
            try loop.watch(PQsocket(handle.pointer)) { self.assumeIsolated { $0.readable() } }
        } catch {
            lose(.lost("The connection cannot be watched: \(error)"), nothingApplied: false)
        }
    }

    private func lossOfCopy(_ deadline: ContinuousClock.Instant) -> PostgresError {
        .now >= deadline ? .timedOut(nil) : .lost("The connection ended during a COPY")
    }
}
