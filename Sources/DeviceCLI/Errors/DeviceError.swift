public import SSH
import TCP

/// What went wrong in a session with a device.
public struct DeviceError: Error, Sendable {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The name has no address.
        case unresolvable
        /// No route, or nobody answers for the address.
        case unreachable
        /// The address answers, but nothing listens on the port.
        case refused
        /// No common algorithms (then it says why), or the port speaks no SSH.
        case keyExchange(AlgorithmMismatch?)
        /// The device offered another host key than the pinned ones; no login was sent.
        case hostKeyChanged(expected: [SSHHostKey], offered: SSHHostKey)
        /// The device refused the login; these are the methods it would take.
        case authentication(offeredMethods: [String])
        /// The device says in these words that the account or our address is locked.
        case lockedOut(String)
        /// The private key cannot be read, or its passphrase is wrong.
        case badPrivateKey
        /// The device did not let us into the privileged mode.
        case enableRefused
        /// A stage took longer than its deadline.
        case timeout(DeviceStage)
        /// The device showed another prompt than expected, or asked something that has no declared answer.
        case prompt
        /// The device rejected a command; `line` counts from 1 in a configuration and is 0 for any other command.
        case commandRejected(line: Int, command: String, message: String)
        /// The connection ended before a command was sent.
        case disconnected
        /// The connection ended after a command was sent and before its answer was whole.
        case disconnectedMidCommand
        /// The output has not the end that proves it whole, or is larger than the bound.
        case incompleteOutput
        /// The device did not confirm that it saved.
        case notSaved
        /// The device did not show what proves that it did this with its candidate.
        case unproven(CandidateAction)
        /// The time until a commit is taken back lies outside of what the device takes.
        case timerOutOfBounds(minimum: Duration, maximum: Duration)
        /// The session's candidate is open: reading would drop it.
        case candidateOpen
        /// A read-only connection may not send this command.
        case notAllowed
        /// A line holds characters that the command line would take for keys, such as control characters.
        case invalidInput
        /// The caller cancelled the task.
        case cancelled
        /// The device broke the SSH protocol, or refused a shell.
        case protocolError
    }

    /// The kind of failure.
    public let code: Code
    /// The device's address and port as the caller gave them.
    public let address: String
    /// The stage of the connection that took too long or in which it ended; nil for every other failure.
    public let stage: DeviceStage?
    /// What the session was doing, for example `line 3 of 10 in configuration mode`.
    public let state: String
    /// What it was waiting for.
    public let expectation: String
    /// Which of the jump hosts failed, counted from 0 in the order of the way; nil when it was the device itself.
    public internal(set) var jumpHost: Int?
    /// How long the stages took that were passed before, in order; empty for a failure in an open session.
    public internal(set) var passed: [StageTime] = []
    /// How far a configuration came; set whenever one failed.
    public internal(set) var progress: ConfigurationProgress?
    /// The last 200 bytes that the device sent, control characters made visible, secrets masked; for the log.
    public let lastSeen: String
    /// The cause in the words of the layer below; for the log.
    public let cause: String

    init(
        _ code: Code, address: String, state: String, expectation: String = "", lastSeen: String = "",
        cause: String = "", stage: DeviceStage? = nil
    ) {
        self.code = code
        self.stage = stage
        self.address = address
        self.state = state
        self.expectation = expectation
        self.lastSeen = lastSeen
        self.cause = cause
    }

    /// A failure of the SSH connection, seen from the session that was in `state`.
    init(_ error: SSHError, address: String, state: String, expectation: String = "", lastSeen: String = "") {
        let code: Code =
            switch error.code {
            case .unresolvable: .unresolvable
            case .unreachable, .notForwarded: .unreachable
            case .refused: .refused
            case .timedOut(let stage): .timeout(DeviceStage(stage))
            case .keyExchange(let mismatch): .keyExchange(mismatch)
            case .hostKeyChanged(let expected, let offered): .hostKeyChanged(expected: expected, offered: offered)
            case .authenticationFailed(let methods): .authentication(offeredMethods: methods)
            case .badPrivateKey: .badPrivateKey
            case .disconnected(.transfer): .disconnectedMidCommand
            case .disconnected: .disconnected
            case .protocolError: .protocolError
            }
        let stage: DeviceStage? =
            switch error.code {
            case .timedOut(let stage), .disconnected(let stage): DeviceStage(stage)
            default: nil
            }
        let words = error.heard.isEmpty ? lastSeen : DeviceText.visible(error.heard, masking: [])
        self.init(
            code, address: address, state: state, expectation: expectation, lastSeen: words,
            cause: error.debugDescription, stage: stage)
        self.passed = error.passed.map { StageTime($0) }
    }

    /// A failure of a connection that carries no dialogue; its address is that of the host that failed.
    public init(connecting error: SSHError) {
        self.init(error, address: error.address, state: "connecting")
    }

    /// A failure of a TCP connection that carries no SSH.
    init(_ error: TCPError, address: String, state: String) {
        let (code, stage): (Code, DeviceStage?) =
            switch error.code {
            case .unresolvable: (.unresolvable, nil)
            case .unreachable: (.unreachable, nil)
            case .refused: (.refused, nil)
            case .lookupTimedOut: (.timeout(.resolve), .resolve)
            case .timedOut: (.timeout(.tcp), .tcp)
            case .disconnected: (.disconnected, .tcp)
            }
        self.init(code, address: address, state: state, cause: error.description, stage: stage)
        self.passed = error.lookup.map { [StageTime(.resolve, took: $0)] } ?? []
    }

    /// A stable short name of the code for rows and metrics, such as `timeout_authentication`.
    public var kind: String {
        switch self.code {
        case .unresolvable: "unresolvable"
        case .unreachable: "unreachable"
        case .refused: "refused"
        case .keyExchange: "key_exchange"
        case .hostKeyChanged: "host_key_changed"
        case .authentication: "authentication"
        case .lockedOut: "locked_out"
        case .badPrivateKey: "bad_private_key"
        case .enableRefused: "enable_refused"
        case .timeout(.keyExchange): "timeout_key_exchange"
        case .timeout(.jumpHosts): "timeout_jump_hosts"
        case .timeout(let stage): "timeout_\(stage.rawValue)"
        case .prompt: "prompt"
        case .commandRejected: "command_rejected"
        case .disconnected: "disconnected"
        case .disconnectedMidCommand: "disconnected_mid_command"
        case .incompleteOutput: "incomplete_output"
        case .notSaved: "not_saved"
        case .unproven(let action): "\(action.rawValue)_unproven"
        case .timerOutOfBounds: "timer_out_of_bounds"
        case .candidateOpen: "candidate_open"
        case .notAllowed: "not_allowed"
        case .invalidInput: "invalid_input"
        case .cancelled: "cancelled"
        case .protocolError: "protocol_error"
        }
    }
}
