/// Why a TCP connection could not be opened, or ended.
public struct TCPError: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The name has no address.
        case unresolvable
        /// No route, or nobody answers for the address.
        case unreachable
        /// The address answers, but nothing listens on the port.
        case refused
        /// Looking up the name took longer than its deadline.
        case lookupTimedOut
        /// Opening the connection, or a write, took longer than its deadline.
        case timedOut
        /// The other side closed or reset the connection.
        case disconnected
    }

    /// The kind of failure.
    public let code: Code
    /// `host:port` as the caller gave it.
    public let address: String
    /// The cause in the system's words; for the log.
    public let cause: String
    /// How long looking up the name had taken; nil when that was where it ended.
    public internal(set) var lookup: Duration?

    init(_ code: Code, _ address: String, _ cause: String) {
        self.code = code
        self.address = address
        self.cause = cause
    }

    /// The code, the address and the cause.
    public var description: String { "\(self.code) at \(self.address): \(self.cause)" }
}
