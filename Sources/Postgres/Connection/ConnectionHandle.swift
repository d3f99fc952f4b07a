import CPQ
import Dispatch
import Glibc

/// Owner of one connection of libpq, which it ends.
// Used only by the one task that opens it and then by the one actor that holds it; libpq allows any thread, one at a time.
final class ConnectionHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    private var isFinished = false

    private init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { finish() }

    func finish() {
        if isFinished { return }
        isFinished = true
        PQfinish(pointer)
    }

    /// What libpq said last; may name host, user and database, never the password.
    var message: String { PQerrorMessage(pointer).map { String(cString: $0).trimmed } ?? "" }

    /// Begins to connect, on a thread of its own because looking up a host name blocks.
    static func start(
        _ configuration: PostgresConfiguration, on server: [(keyword: String, value: String)] = []
    ) async throws(PostgresError) -> ConnectionHandle {
        let outcome = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { () throws(PostgresError) in try begin(configuration, server) })
            }
        }
        return try outcome.get()
    }

    private static func begin(
        _ configuration: PostgresConfiguration, _ server: [(keyword: String, value: String)]
    ) throws(PostgresError) -> ConnectionHandle {
        guard let options = PQconninfoParse(configuration.url, nil) else {
            throw PostgresError(
                .invalidConfiguration, "The address of the database is not a PostgreSQL URL or key=value string")
        }
        PQconninfoFree(options)
        let parameters = configuration.parameters + server
        var keywords = parameters.map { UnsafePointer<CChar>(strdup($0.keyword)) }
        var values = parameters.map { UnsafePointer<CChar>(strdup($0.value)) }
        defer { for string in keywords + values { free(UnsafeMutableRawPointer(mutating: string)) } }
        keywords.append(nil)
        values.append(nil)
        guard let pointer = PQconnectStartParams(keywords, values, 1) else {
            throw PostgresError(.connectionFailed, "The database could not be reached: out of memory")
        }
        // Verbose messages carry the SQLSTATE, the only way to tell a wrong password from a server that is still starting.
        PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
        // Without a receiver libpq prints notices to standard error.
        PQsetNoticeReceiver(pointer, { _, _ in }, nil)
        return ConnectionHandle(pointer)
    }
}
