import TCP

/// What went wrong with an SSH connection.
public struct SSHError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The name has no address.
        case unresolvable
        /// No route, or nobody answers for the address.
        case unreachable
        /// The address answers, but nothing listens on the port.
        case refused
        /// A stage took longer than its deadline.
        case timedOut(SSHStage)
        /// Both sides could not agree on algorithms (then it says why), or the greeting was no SSH.
        case keyExchange(AlgorithmMismatch?)
        /// The server offered another key than the pinned ones; nothing secret was sent.
        case hostKeyChanged(expected: [SSHHostKey], offered: SSHHostKey)
        /// The server refused the login; these are the methods it would take.
        case authenticationFailed(offeredMethods: [String])
        /// The private key cannot be read, or its passphrase is wrong.
        case badPrivateKey
        /// The jump host at this address could not, or may not, connect to the next one.
        case notForwarded(to: String)
        /// The connection ended in this stage.
        case disconnected(SSHStage)
        /// The server refused a request or broke the protocol.
        case protocolError
    }

    /// The kind of failure.
    public let code: Code
    /// The address as the caller gave it, with its port.
    public let address: String
    /// The cause in the words of the library or the system; for the log.
    public let cause: String
    /// What a server said that made no offer of algorithms, at most 200 bytes; untrusted.
    public internal(set) var heard: [UInt8] = []
    /// The stages that were passed before, in order; empty for a failure in an open connection.
    public internal(set) var passed: [SSHStageTime] = []

    init(_ code: Code, address: String, cause: String) {
        self.code = code
        self.address = address
        self.cause = cause
    }

    /// A failure of the TCP connection, which is a failure of the SSH connection over it.
    init(_ error: TCPError) {
        let code: Code =
            switch error.code {
            case .unresolvable: .unresolvable
            case .unreachable: .unreachable
            case .refused: .refused
            case .lookupTimedOut: .timedOut(.resolve)
            case .timedOut: .timedOut(.tcp)
            case .disconnected: .disconnected(.tcp)
            }
        self.init(code, address: error.address, cause: error.cause)
        self.passed = error.lookup.map { [SSHStageTime(.resolve, took: $0)] } ?? []
    }

    /// What is wrong, where, and what to do about it; holds no secret.
    public var description: String {
        let place = self.address
        return switch self.code {
        case .unresolvable: "\(place): the name has no address. Check the spelling, or use the IP address."
        case .unreachable: "\(place) is unreachable. Check that the device is up and that a route leads to it."
        case .refused: "\(place) refused the connection. Check the port and that SSH is enabled on the device."
        case .timedOut(let stage):
            "\(place) did not answer in time \(stage.sentence). Check firewalls and the device's load, or allow more time."
        case .keyExchange(let mismatch): Self.sentence(mismatch, place)
        case .hostKeyChanged(let expected, let offered):
            "\(place) offered another host key (\(offered.type) \(offered.fingerprint)) than the pinned one "
                + "(\(expected.map { "\($0.type) \($0.fingerprint)" }.joined(separator: ", "))). No login was sent. "
                + "Find out why it changed before you accept the new key."
        case .authenticationFailed(let methods):
            "\(place) refused the login. Check user name and password or key"
                + (methods.isEmpty ? "." : " (the device takes: \(methods.joined(separator: ", "))).")
        case .badPrivateKey:
            "The private key for \(place) cannot be read. Check its format (OpenSSH or PEM) and its passphrase."
        case .disconnected(let stage):
            "\(place) closed the connection \(stage.sentence). Check the device's log and its limit of sessions."
        case .notForwarded(let target):
            "The jump host \(place) did not connect to \(target). Check that this one is up and reachable from there, "
                + "and that the jump host allows forwarding."
        case .protocolError: "\(place) answered against the SSH protocol, or refused a shell. Check the device's log."
        }
    }

    /// What to say about a failure; shared with the layers above, which know more than the code.
    public static func sentence(_ code: Code, _ place: String) -> String {
        SSHError(code, address: place, cause: "").description
    }

    /// What to say about a key exchange that failed; shared with the layers above, which know the device's name.
    public static func sentence(_ mismatch: AlgorithmMismatch?, _ place: String) -> String {
        guard let mismatch else {
            return "\(place) did not finish the SSH key exchange, or the port speaks no SSH. "
                + "Check the port and the device's log."
        }
        let offered = "\(place) shares no SSH algorithms with NetStacks: it offers only \(mismatch.sentence). "
        return offered
            + (mismatch.legacyWouldHelp
                ? "These are weak. Allow legacy algorithms for this device, or give it newer ones."
                : "Enable curve25519 or ecdh key exchange, Ed25519, ECDSA or RSA host keys and AES ciphers on the device.")
    }

    /// The code and the cause, for the log.
    public var debugDescription: String { "SSHError(\(self.code), \(self.address), \(self.cause))" }
}
