import SSH

extension PlatformCLI {
    /// The pseudo terminal asked for.
    public struct Terminal: Sendable {
        /// Terminal type as in `TERM`.
        public let type: String
        /// Columns; 511 is the widest that IOS accepts.
        public let width: Int
        /// Rows; 0 would mean «unknown» and make some devices page after every line.
        public let height: Int

        init() {
            self.type = "vt100"
            self.width = 511
            self.height = 24
        }

        init(_ window: SSHTerminal) {
            self.type = window.type
            self.width = window.width
            self.height = window.height
        }

        init(_ reader: KeyReader) {
            let usual = Terminal()
            self.type = reader.text("type") ?? usual.type
            self.width = reader.number("width", in: 20...65535) ?? usual.width
            self.height = reader.number("height", in: 1...65535) ?? usual.height
            reader.finish()
        }
    }

    /// Whether configuration lines take effect one by one or together.
    public enum CommitStyle: String, Sendable, CaseIterable {
        /// Each line takes effect when it is accepted.
        case immediate
        /// The lines wait in a candidate until it is committed, or are dropped with it.
        case candidate
    }

    /// What a question mark in a typed line does.
    public enum QuestionMark: String, Sendable, CaseIterable {
        /// It opens the help, so a line that holds one cannot be typed.
        case help
        /// It opens the help unless the literal key comes before it.
        case literal
        /// Nothing of its own.
        case plain
    }

    /// A text the device shows and the answer typed then, without line ending unless the answer has one.
    public struct Exchange: Sendable {
        /// Matches the unfinished last line.
        public let pattern: Pattern
        /// What is typed; `\n` stands for the platform's line ending.
        public let answer: String

        init(_ reader: KeyReader) {
            self.pattern = reader.pattern("pattern") ?? Pattern(unusable: "")
            self.answer = reader.text("answer") ?? ""
            if reader.node("pattern") == nil {
                reader.missing("pattern", "an expression that matches what the device shows")
            }
            if reader.node("answer") == nil { reader.missing("answer", "what is typed then") }
            reader.finish()
        }
    }

    /// A command sent once after login.
    public struct SetupCommand: Sendable {
        /// The command line.
        public let command: String
        /// Whether a rejection is harmless.
        public let isOptional: Bool

        init(_ node: PlatformNode, path: String, log: ProblemLog) {
            if case .text(let command) = node.content {
                self.command = command
                self.isOptional = false
                return
            }
            let reader = KeyReader(node, path: path, log: log)
            self.command = reader.text("command") ?? ""
            self.isOptional = reader.flag("optional", default: false)
            if self.command.isEmpty { reader.missing("command", "the command line") }
            reader.finish()
        }
    }

    /// What may be sent over a read-only connection: something that `allow` matches and `deny` does not.
    public struct ReadOnlyRule: Sendable {
        /// Patterns of harmless commands.
        public let allow: [Pattern]
        /// Patterns that make an allowed command harmful, such as redirection into a file.
        public let deny: [Pattern]
        private let judged = JudgedCommands()

        /// Whether a read-only connection sends this command.
        public func permits(_ command: String) -> Bool {
            self.judged.isAllowed(command) { command in
                self.allow.contains { $0.matches(command) } && !self.deny.contains { $0.matches(command) }
            }
        }

        /// Commands that no platform may call reading.
        private static let harmful = [
            "configure terminal", "configure", "reload", "reboot", "delete flash:x", "commit",
        ]

        static func read(_ parent: KeyReader, running: String) -> ReadOnlyRule {
            guard let reader = parent.map("read_only") else {
                parent.missing("read_only", "which commands only read")
                return ReadOnlyRule(allow: [], deny: [])
            }
            let rule = ReadOnlyRule(allow: reader.patterns("allow"), deny: reader.patterns("deny"))
            if rule.allow.isEmpty { reader.missing("allow", "expressions of the commands that only read") }
            for command in Self.harmful where rule.permits(command) {
                reader.note(
                    "allow",
                    "«\(command)» would pass as a reading command. Begin each expression with ^ and end it narrowly.")
            }
            for (index, pattern) in rule.allow.enumerated() where !pattern.source.hasPrefix("^") {
                reader.note(
                    "allow",
                    "Expression \(index + 1), «\(pattern.source)», must begin with ^: it would match inside any command."
                )
            }
            if !running.isEmpty, !rule.allow.isEmpty, !rule.permits(running) {
                reader.note("allow", "The command that reads the configuration, «\(running)», is not allowed itself.")
            }
            reader.finish()
            return rule
        }
    }
}
