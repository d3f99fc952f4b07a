import SSH

/// What is said to a host's shell, to `sudo` and to the command, and when: bytes in, bytes out, no clock.
struct LinuxDialogue {
    /// What has gone wrong before the command began.
    enum Problem: Error, Equatable {
        /// The start-up files of the account print without end.
        case noise
        /// `sudo` asks again, or asks although there is no password.
        case refused
    }

    private enum State {
        case awaitingShell
        case awaitingSudo
        case running
    }

    private let outer: ShellScript
    private let inner: ShellScript?
    private let token: String
    private let prompt: String
    private let password: String?
    private let input: [UInt8]
    private let hasTerminal: Bool
    private var state = State.awaitingShell
    private var hasAnswered = false
    private var heard: [UInt8] = []
    private var complained: [UInt8] = []
    /// The shells that lead the command's process groups.
    private(set) var groups: [Int32] = []
    /// Beyond it start-up files do not just greet.
    private static let mostNoise = 1 << 16

    init(_ command: LinuxCommand) throws(LinuxText.Invalid) {
        let hasTerminal = command.terminal != nil
        var text = try LinuxText.setting(command.environment, command.folder)
        text += try LinuxText.running(command.program)
        (self.token, self.prompt) = (ShellScript.randomWord(), ShellScript.randomWord())
        let script = ShellScript(Array(text.utf8), token: self.token, hasTerminal: hasTerminal)
        if let sudo = command.sudo {
            // -k: a password that is still remembered is not used, so that what is asked does not depend on yesterday.
            let asking = sudo.password == nil ? "-n" : "-k -S -p \(self.prompt)"
            let call = "exec sudo -H \(asking) -u \(try LinuxText.word(sudo.user)) -- /bin/sh -c '\(script.body)'"
            self.inner = script
            self.outer = ShellScript(Array(call.utf8), token: self.token, hasTerminal: hasTerminal)
        } else {
            (self.outer, self.inner) = (script, nil)
        }
        if case .script(let text, _, _) = command.program {
            guard !hasTerminal else {
                throw LinuxText.Invalid(what: "a script by standard input needs that for itself")
            }
            guard command.input.isEmpty else { throw LinuxText.Invalid(what: "a script cannot have another input") }
            self.input = Array(text.utf8)
        } else {
            self.input = command.input
        }
        self.password = command.sudo?.password
        self.hasTerminal = hasTerminal
    }

    /// What the server is asked to start.
    var command: String { self.outer.command }

    /// Whether the command itself runs, and everything was said.
    var isRunning: Bool { if case .running = self.state { true } else { false } }

    /// Whether the input ends once everything was sent; a terminal's never does.
    var endsInput: Bool { self.isRunning && !self.hasTerminal }

    /// The last words before the command began; what `sudo` complains about is there.
    var lastWords: String {
        String(decoding: (self.heard.suffix(500) + self.complained.suffix(500)), as: UTF8.self)
    }

    /// Takes output and errors; gives what is to be sent and what of both is the command's own.
    mutating func take(_ output: [UInt8], _ error: [UInt8]) throws(Problem) -> (
        send: [UInt8], output: [UInt8], error: [UInt8]
    ) {
        if self.isRunning { return ([], output, error) }
        self.heard += output
        self.complained += error
        guard self.heard.count + self.complained.count <= Self.mostNoise else { throw .noise }
        var send: [UInt8] = []
        if case .awaitingShell = self.state, let rest = self.passToken() {
            self.heard = rest
            send = self.outer.input
            self.state = self.inner == nil ? .running : .awaitingSudo
            if self.inner == nil { send += self.input }
        }
        if case .awaitingSudo = self.state {
            if let rest = self.passToken() {
                self.heard = rest
                send += (self.inner?.input ?? []) + self.input
                self.state = .running
            } else if self.passPrompt() {
                guard let password = self.password, !self.hasAnswered else { throw .refused }
                self.hasAnswered = true
                send += Array(password.utf8) + [0x0A]
            }
        }
        guard self.isRunning else { return (send, [], []) }
        defer { (self.heard, self.complained) = ([], []) }
        return (send, self.heard, self.complained)
    }

    /// What follows the shell's announcement `token:123:`, whose number is noted; nil before it is whole.
    private mutating func passToken() -> [UInt8]? {
        guard let range = Self.range(of: Array("\(self.token):".utf8), in: self.heard) else { return nil }
        let rest = self.heard[range.upperBound...]
        guard let end = rest.firstIndex(of: UInt8(ascii: ":")),
            let group = Int32(String(decoding: rest[..<end], as: UTF8.self)), group > 1
        else { return nil }
        self.groups.append(group)
        // What sudo and start-up files said before is not the command's.
        self.complained = []
        return Array(rest[(end + 1)...])
    }

    /// Whether `sudo` has asked; its question is taken away.
    private mutating func passPrompt() -> Bool {
        let prompt = Array(self.prompt.utf8)
        if let range = Self.range(of: prompt, in: self.complained) {
            self.complained.removeSubrange(range)
            return true
        }
        // With a terminal there is one stream.
        if let range = Self.range(of: prompt, in: self.heard) {
            self.heard.removeSubrange(range)
            return true
        }
        return false
    }

    private static func range(of needle: [UInt8], in hay: [UInt8]) -> Range<Int>? {
        guard hay.count >= needle.count else { return nil }
        return (0...(hay.count - needle.count)).first { hay[$0...].starts(with: needle) }
            .map { $0..<$0 + needle.count }
    }
}
