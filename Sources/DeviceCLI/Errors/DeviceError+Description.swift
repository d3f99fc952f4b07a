import SSH

extension DeviceError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What is wrong, where, and what to do about it; safe to show.
    public var description: String {
        self.progress.map { "\(self.sentence) \($0.sentence)" } ?? self.sentence
    }

    /// The description without any text that the device or a line brought in, for places where it cannot be redacted.
    public var descriptionWithoutQuotes: String {
        switch self.code {
        case .commandRejected(0, _, _):
            "\(self.address) rejected a command. Check the user's rights on the device."
        case .commandRejected(let line, _, _):
            "\(self.address) rejected line \(line). Later lines were not sent. Correct the line."
        case .lockedOut:
            "\(self.address) has locked this login out. Wait until the lock ends or clear it on the device."
        case .notAllowed: "The command is no reading command of this platform, so nothing was sent to \(self.address)."
        default: self.description
        }
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
        case _ where self.isOfVersion1 && self.stage != .command:
            "\(place) speaks SSH version 1 only, which can be broken into. Enable version 2 on the device."
        case .keyExchange(let mismatch): SSHError.sentence(mismatch, place)
        case .hostKeyChanged(let expected, let offered):
            "\(place) offered another host key (\(offered.type) \(offered.fingerprint)) than the pinned one "
                + "(\(expected.map { "\($0.type) \($0.fingerprint)" }.joined(separator: ", "))). No login was sent. "
                + "Find out why it changed before you accept the new key."
        case .authentication(let methods):
            "\(place) refused the login. Check user name and password or key"
                + (methods.isEmpty ? "." : " (the device takes: \(methods.joined(separator: ", "))).")
        case .lockedOut(let words):
            "\(place) has locked this login out: \(Self.sentence(words)) "
                + "Wait until the lock ends or clear it on the device; trying again prolongs it."
        case .badPrivateKey: "The private key for \(place) cannot be read. Check its format and its passphrase."
        case .enableRefused: "\(place) refused the privileged mode. Check the enable password."
        case .timeout(.prompt) where !self.lastSeen.isEmpty:
            "\(place) showed no prompt of its platform in time (\(self.state)). "
                + "Check that the platform is the right one, and whether the device asks something first."
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
        case .incompleteOutput where self.expectation.hasPrefix("at most"):
            "\(place): the answer while \(self.state) is larger than NetStacks takes (\(self.expectation)). "
                + "Nothing was taken from it; ask for less."
        case .incompleteOutput:
            "\(place): the answer while \(self.state) is not whole. Nothing was taken from it; try again."
        case .notSaved: "\(place) did not confirm that it saved its configuration. Check its storage, then save again."
        case .unproven(let action):
            "\(place) did not confirm that it \(action.words). Look at its candidate and its running configuration."
        case .timerOutOfBounds(let minimum, let maximum):
            "\(place) was not asked to commit: the time until it is taken back must lie between "
                + "\(minimum.components.seconds) and \(maximum.components.seconds) seconds on this platform."
        case .candidateOpen:
            "\(place) holds a candidate of this session that is neither committed nor dropped. Commit or drop it before you read."
        case .notAllowed: "'\(self.state)' is no reading command of this platform, so nothing was sent to \(place)."
        case .invalidInput:
            "Nothing was sent to \(place): \(self.state) holds control characters, a line break, or a question mark where it "
                + "opens the help. Remove them."
        case .cancelled: "The session with \(place) was cancelled while \(self.state)."
        case .protocolError: "\(place) broke the SSH protocol, or refused a shell. Check the device's log."
        }
    }

    /// Whether the server greeted with SSH version 1; `1.99` stands for both (RFC 4253 section 5.1).
    private var isOfVersion1: Bool { self.lastSeen.hasPrefix("SSH-1.") && !self.lastSeen.hasPrefix("SSH-1.99") }

    /// The device's words, ended by one full stop.
    private static func sentence(_ message: String) -> String { message.hasSuffix(".") ? message : message + "." }

    private static let words: [DeviceStage: String] = [
        .session: "waiting for a free session", .jumpHosts: "signing in to the jump hosts",
        .resolve: "looking up the name", .tcp: "opening the TCP connection",
        .keyExchange: "SSH key exchange",
        .authentication: "signing in", .channel: "opening the shell", .prompt: "waiting for a prompt",
        .command: "waiting for the end of a command",
    ]
}
