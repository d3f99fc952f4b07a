public import SSH

/// What went wrong with a device's NETCONF.
public struct NETCONFError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The SSH connection could not be made; nothing was asked.
        case connection(SSHError.Code)
        /// The device lets in, but has no NETCONF on this port, or not for this user.
        case noNETCONF
        /// The device's greeting is not what RFC 6241 section 8.1 prescribes, for this reason.
        case badHello(String)
        /// The device did not greet in time.
        case helloTimedOut
        /// The device did not answer this operation in time; whether it acted on it is unknown.
        case timedOut(operation: String)
        /// The connection ended during this operation; whether the device acted on it is unknown.
        case disconnected(operation: String)
        /// The answer to this operation is not what the protocol prescribes, for this reason; the session is given up.
        case badReply(operation: String, reason: String)
        /// The answer to this operation is larger than the bound, in bytes; the session is given up.
        case tooLarge(operation: String, limit: Int)
        /// The device rejected this operation with these errors, at least one.
        case rejected(operation: String, errors: [NETCONFRPCError])
        /// The device does not name this capability, without which this cannot be done; nothing was sent.
        case missingCapability(what: String, capability: String)
        /// What was to be sent cannot be; this clause says why. Nothing was sent.
        case invalidInput(String)
        /// The session ended before, so nothing was sent.
        case closed
        /// The caller cancelled the task; the connection was closed.
        case cancelled(operation: String)
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

    /// Whether the device may have acted on what was sent, so that its state has to be read back.
    public var isOutcomeUnknown: Bool {
        switch self.code {
        case .timedOut, .disconnected, .badReply, .tooLarge, .cancelled: true
        default: false
        }
    }

    /// What is wrong, where, and what to do about it; safe to show.
    public var description: String { self.sentence }

    /// Everything, for the log.
    public var debugDescription: String { "NETCONFError(\(self.code), \(self.address), cause: \(self.cause))" }

    /// The kind of failure in one word, for scripts and tables.
    public var kind: String {
        switch self.code {
        case .connection(.unresolvable): "unresolvable"
        case .connection(.unreachable): "unreachable"
        case .connection(.refused): "refused"
        case .connection(.keyExchange): "key_exchange"
        case .connection(.hostKeyChanged): "host_key_changed"
        case .connection(.authenticationFailed): "authentication"
        case .connection(.badPrivateKey): "bad_private_key"
        case .connection(.timedOut): "timeout_connection"
        case .connection: "disconnected"
        case .noNETCONF: "not_supported"
        case .badHello, .badReply: "protocol_error"
        case .helloTimedOut: "timeout_hello"
        case .timedOut: "timeout_answer"
        case .disconnected: "disconnected_mid_command"
        case .tooLarge: "too_big"
        case .rejected: "rejected"
        case .missingCapability: "not_supported"
        case .invalidInput: "invalid_input"
        case .closed: "disconnected"
        case .cancelled: "cancelled"
        }
    }
}
