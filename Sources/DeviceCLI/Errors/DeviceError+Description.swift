import SSH

extension DeviceError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What is wrong, where, and what to do about it; safe to show.
    public var description: String {
        guard let progress = self.progress else { return self.sentence }
        let accepted = progress.accepted == 1 ? "1 line was accepted" : "\(progress.accepted) lines were accepted"
        guard let line = progress.inFlight else { return "\(self.sentence) Before that, \(accepted)." }
        return "\(self.sentence) Before that, \(accepted); whether line \(line.number) arrived is unknown."
    }

    /// Everything, for the log: code, state, expectation, the last bytes seen and the cause.
    public var debugDescription: String {
        "DeviceError(\(self.kind), \(self.address), state: \(self.state), expected: \(self.expectation), "
            + "last seen: \"\(self.lastSeen)\", cause: \(self.cause))"
    }

    private var sentence: String {
        let place = self.address
        return switch self.code {
        case .unresolvable: "\(place): the name has no address. Check the spelling, or use the IP address."
        case .unreachable: "\(place) is unreachable. Check that the device is up and that a route leads to it."
        case .refused: "\(place) refused the connection. Check the port and that SSH is enabled on the device."
        case .keyExchange(let mismatch): SSHError.sentence(mismatch, place)
        case .hostKeyChanged(let expected, let offered):
            "\(place) offered another host key (\(offered.type) \(offered.fingerprint)) than the pinned one "
                + "(\(expected.map { "\($0.type) \($0.fingerprint)" }.joined(separator: ", "))). No login was sent. "
                + "Find out why it changed before you accept the new key."
        case .authentication(let methods):
            "\(place) refused the login. Check user name and password or key"
                + (methods.isEmpty ? "." : " (the device takes: \(methods.joined(separator: ", "))).")
        case .badPrivateKey: "The private key for \(place) cannot be read. Check its format and its passphrase."
        case .enableRefused: "\(place) refused the privileged mode. Check the enable password."
        case .timeout(let stage):
            "\(place) did not answer in time (\(Self.words[stage] ?? stage.rawValue), \(self.state)). "
                + "Check the device's load and the path to it, or allow more time."
        case .prompt:
            "\(place) did not show what was expected (\(self.expectation)) while \(self.state). "
                + "Look at the device's session, and check that the platform is the right one."
        case .commandRejected(0, let command, let message):
            "\(place) rejected '\(command)': \(Self.sentence(message)) Check the command and the user's rights on the device."
        case .commandRejected(let line, let command, let message):
            "\(place) rejected line \(line), '\(command)': \(Self.sentence(message)) Later lines were not sent. Correct the line."
        case .disconnected:
            "\(place) closed the connection while \(self.state). Check its log and its limit of sessions."
        case .disconnectedMidCommand:
            "\(place): the connection was lost while \(self.state). Read the device's state back before you try again."
        case .incompleteOutput:
            "\(place): the answer while \(self.state) is not whole. Nothing was taken from it; try again."
        case .notSaved: "\(place) did not confirm that it saved its configuration. Check its storage, then save again."
        case .notAllowed: "'\(self.state)' is no reading command of this platform, so nothing was sent to \(place)."
        case .invalidInput:
            "Nothing was sent to \(place): \(self.state) holds control characters or a line break. Remove them."
        case .cancelled: "The session with \(place) was cancelled while \(self.state)."
        case .protocolError: "\(place) broke the SSH protocol, or refused a shell. Check the device's log."
        }
    }

    /// The device's words, ended by one full stop.
    private static func sentence(_ message: String) -> String { message.hasSuffix(".") ? message : message + "." }

    private static let words: [DeviceStage: String] = [
        .resolve: "looking up the name", .tcp: "opening the TCP connection", .keyExchange: "SSH key exchange",
        .authentication: "signing in", .channel: "opening the shell", .prompt: "waiting for a prompt",
        .command: "waiting for the end of a command",
    ]
}
