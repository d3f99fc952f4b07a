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
}
