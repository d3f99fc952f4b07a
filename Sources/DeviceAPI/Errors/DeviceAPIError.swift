public import HTTPClient

/// What went wrong in a call of a device's API.
public struct DeviceAPIError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The device cannot be reached, or is not believed; the request was not acted on.
        case unreachable(HTTPError.Code)
        /// The connection ended or was too slow after the request had left: whether the device acted on it is unknown.
        case interrupted(HTTPError.Code)
        /// The device refused user name and password, or the token.
        case authentication
        /// The user may not do this.
        case notAuthorized
        /// The device rejected the command of this number, from 1; none before it was rejected, none after it was run.
        case commandRejected(number: Int, command: String, message: String)
        /// The command runs, but not in the form that was asked for, such as JSON; or the device has no such API.
        case notSupported(String)
        /// The device refused the data, by an error tag of RFC 8040 section 7 and its own words.
        case dataRejected(tag: String, message: String)
        /// The resource is not in the state that the request expects: it exists already, or has changed meanwhile.
        case conflict(tag: String)
        /// The resource to change does not exist.
        case notFound
        /// The API is busy or broken; this is its status.
        case server(status: Int)
        /// The device reported no error, but not the success either that this does not go without.
        case unproven(String)
        /// The answer is not what the protocol prescribes.
        case badAnswer
        /// A reading client may not send this command.
        case notAllowed(String)
        /// What was to be sent cannot be; this clause says what it has to be.
        case invalidInput(String)
    }

    /// The kind of failure.
    public let code: Code
    /// Host and port of the device.
    public let address: String
    /// The cause in the words of the device or of the layer below, for the log; untrusted.
    public let cause: String

    init(_ code: Code, _ address: String, _ cause: String = "") {
        self.code = code
        self.address = address
        self.cause = cause
    }

    /// A failure of the transfer; without an address its place is that of the transfer.
    public init(_ error: HTTPError, _ address: String? = nil) {
        let code: Code =
            switch error.code {
            case .connectionLost, .truncated, .timedOut(.firstByte), .timedOut(.idle), .timedOut(.total), .cancelled,
                .closed,
                .tooLarge, .badEncoding, .protocolError:
                .interrupted(error.code)
            default: .unreachable(error.code)
            }
        self.init(code, address ?? error.place, error.debugDescription)
    }

    /// What is wrong, where, and what to do about it; safe to show.
    public var description: String { self.sentence }

    /// Everything, for the log.
    public var debugDescription: String { "DeviceAPIError(\(self.code), \(self.address), cause: \(self.cause))" }

    /// The kind of failure in one word, for scripts and tables.
    public var kind: String {
        switch self.code {
        case .unreachable(.unresolvable): "unresolvable"
        case .unreachable(.refused): "refused"
        case .unreachable(.pin): "certificate_changed"
        case .unreachable(.certificate): "certificate"
        case .unreachable(.tls): "tls"
        case .unreachable(.notAllowed): "egress_refused"
        case .unreachable: "unreachable"
        case .interrupted(.cancelled): "cancelled"
        case .interrupted(.timedOut): "timeout_answer"
        case .interrupted: "disconnected_mid_command"
        case .authentication: "authentication"
        case .notAuthorized: "not_allowed"
        case .commandRejected: "command_rejected"
        case .notSupported, .notFound: "not_supported"
        case .dataRejected, .conflict: "rejected"
        case .server: "server_failed"
        case .unproven: "unproven"
        case .badAnswer: "protocol_error"
        case .notAllowed, .invalidInput: "invalid_input"
        }
    }
}
