/// COPY on the connection of a transaction or session: many rows in or out, as a stream, with bounded memory.
public struct PostgresCopy: Sendable {
    let host: any CopyHost
    let limit: Duration?

    /// Rows are sent together until they are this long.
    private static let chunkSize = 65_536

    /// Stores rows in a table: `rows(devices, into: "device (id, name)") { device, row in row.append(device.id) … }`.
    ///
    /// The source is asked for more only when the server has taken what was there. An error of the source or of
    /// `encode` is rethrown; then, and when the task is cancelled, nothing is stored. Gives back the number of rows.
    @discardableResult
    public func rows<Rows: AsyncSequence>(
        _ rows: Rows, into target: SQL, isolation: isolated (any Actor)? = #isolation,
        encode: (Rows.Element, inout PostgresCopyRow) throws -> Void
    ) async throws -> Int {
        var iterator = rows.makeAsyncIterator()
        var row = PostgresCopyRow()
        var isOver = false
        return try await send(by: "COPY \(target) FROM STDIN") {
            while !isOver, row.bytes.count < Self.chunkSize {
                guard let element = try await iterator.next(isolation: isolation) else {
                    isOver = true
                    break
                }
                try encode(element, &row)
                if let problem = row.problem { throw problem }
                row.endRow()
            }
            return row.bytes.isEmpty ? nil : row.takeBytes()
        }
    }

    /// Stores rows that are in memory already; otherwise the same.
    @discardableResult
    public func rows<Element>(
        _ rows: some Sequence<Element>, into target: SQL, isolation: isolated (any Actor)? = #isolation,
        encode: (Element, inout PostgresCopyRow) throws -> Void
    ) async throws -> Int {
        var iterator = rows.makeIterator()
        var row = PostgresCopyRow()
        return try await send(by: "COPY \(target) FROM STDIN") {
            while row.bytes.count < Self.chunkSize, let element = iterator.next() {
                try encode(element, &row)
                if let problem = row.problem { throw problem }
                row.endRow()
            }
            return row.bytes.isEmpty ? nil : row.takeBytes()
        }
    }

    /// Sends bytes of the form that the statement names: `bytes(file, by: "COPY device FROM STDIN WITH (FORMAT csv)")`.
    ///
    /// An error of the source is rethrown; then, and when the task is cancelled, nothing is stored.
    @discardableResult
    public func bytes<Source: AsyncSequence>(
        _ source: Source, by statement: SQL, isolation: isolated (any Actor)? = #isolation
    ) async throws -> Int where Source.Element == [UInt8] {
        var iterator = source.makeAsyncIterator()
        return try await send(by: statement) { try await iterator.next(isolation: isolation) }
    }

    /// Lends `body` what `COPY … TO STDOUT` brings, in the form that the statement names.
    ///
    /// The server waits while `body` does. Leaving before the end stops the COPY, which fails a transaction. Values in
    /// the statement are written into it as quoted text.
    public func out<T>(
        _ statement: SQL, isolation: isolated (any Actor)? = #isolation,
        _ body: (PostgresCopyChunks) async throws -> T
    ) async throws -> T {
        let deadline = try await begin(statement, .out)
        let chunks = PostgresCopyChunks(connection: host.connection, deadline: deadline)
        do {
            let value = try await body(chunks)
            if await !chunks.isThrough {
                await host.connection.abortCopy("left")
                _ = host.note(.misuse("A COPY was left before its end", nil))
            } else {
                _ = try await host.connection.finishCopy()
            }
            await restoreLimit()
            return value
        } catch {
            await host.connection.abortCopy("left")
            throw noted(error)
        }
    }

    private func send(
        by statement: SQL, isolation: isolated (any Actor)? = #isolation, nextChunk: () async throws -> [UInt8]?
    ) async throws -> Int {
        let deadline = try await begin(statement, .in)
        var isRefused = false
        do {
            while !isRefused, let chunk = try await nextChunk() {
                isRefused = try await !host.connection.putCopyData(chunk, until: deadline)
            }
            // Many sequences just end when the task is cancelled, which is not the end of the data.
            if Task.isCancelled { throw PostgresError.cancelled("COPY") }
        } catch {
            await host.connection.abortCopy("the source of the data failed")
            throw noted(error)
        }
        do throws(PostgresError) {
            // The reason of a refusal comes at the end. Were it a mistake, what was sent must not count as the whole.
            let result = try await host.connection.finishCopy(refusal: isRefused ? "refused by the server" : nil)
            await restoreLimit()
            return result.affectedRows
        } catch {
            throw host.note(error)
        }
    }

    /// Sends the statement and waits until the server is ready for data; gives back until when all of it must be done.
    private func begin(
        _ statement: SQL, _ direction: CopyDirection
    ) async throws(PostgresError) -> ContinuousClock.Instant {
        var request = StatementRequest(script: try statement.inlined(), name: StatementRequest(statement).name)
        request.copy = direction
        guard request.keyword == "COPY" else { throw .misuse("A COPY begins with COPY", request.name) }
        try host.check(request)
        let time = limit ?? host.statementLimit
        let deadline = ContinuousClock.now + time + .seconds(5)
        do throws(PostgresError) {
            if limit != nil { try await setLimit(time) }
            let result = try await host.connection.run(request, until: deadline)
            guard result.isCopy else {
                throw PostgresError.misuse("The COPY does not move data to or from the program", request.name)
            }
            return deadline
        } catch {
            throw host.note(error)
        }
    }

    private func setLimit(_ time: Duration) async throws(PostgresError) {
        let request = StatementRequest(
            "SELECT set_config('statement_timeout', \(String(time.milliseconds)), \(host.hasTransaction))")
        _ = try await host.connection.run(request, until: .now + .seconds(5), isCancellable: false)
    }

    private func restoreLimit() async {
        guard limit != nil else { return }
        // try?: where it fails the connection is lost or the transaction failed, and the setting ends with either.
        try? await setLimit(host.statementLimit)
    }

    private func noted(_ error: any Error) -> any Error {
        switch error {
        case let error as PostgresError: return host.note(error)
        case is CancellationError: return host.note(.cancelled("COPY"))
        default:
            _ = host.note(.misuse("A COPY was stopped by an error of the program", nil))
            return error
        }
    }
}
