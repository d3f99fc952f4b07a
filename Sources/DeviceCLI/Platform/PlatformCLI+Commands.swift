extension PlatformCLI {
    /// The commands behind the product's verbs; what is missing the platform cannot do.
    public struct Commands: Sendable {
        /// Prints the running configuration.
        public let runningConfig: Reading?
        /// Prints the configuration of the next start.
        public let startupConfig: Reading?
        /// Prints what differs between the candidate and the running configuration.
        public let pending: Reading?
        /// Makes the running configuration survive a restart.
        public let save: Operation?
        /// Makes the candidate the running configuration.
        public let commit: Operation?
        /// The same, taken back by the device unless it is confirmed in time.
        public let commitConfirmed: TimedOperation?
        /// Confirms such a commit.
        public let confirm: Operation?
        /// Drops the candidate.
        public let abort: Operation?
        /// Has the device check the candidate without committing it.
        public let check: Operation?

        static func read(_ parent: KeyReader, _ style: CommitStyle, _ modes: ModeGraph) -> Commands {
            guard let reader = parent.map("commands") else {
                parent.missing("commands", "at least «running_config»")
                return Commands()
            }
            let commands = Commands(reader, modes)
            if reader.node("running_config") == nil, modes.configuration != nil {
                reader.missing("running_config", "the command that prints the running configuration")
            }
            if style == .candidate {
                if commands.commit == nil { reader.missing("commit", "a platform with a candidate needs it") }
                if commands.abort == nil { reader.missing("abort", "a platform with a candidate needs it") }
            } else if reader.node("commit") != nil {
                reader.note(
                    "commit", "Where lines work at once there is nothing to commit. Say «commit_style: candidate».")
            }
            if commands.commitConfirmed != nil, commands.confirm == nil {
                reader.missing("confirm", "without it every confirmed commit would be taken back")
            }
            reader.finish()
            return commands
        }

        private init(_ reader: KeyReader, _ modes: ModeGraph) {
            func operation(_ key: String, _ role: ModeRole) -> Operation? {
                reader.map(key).map { Operation($0, role: role, modes: modes) }
            }
            self.runningConfig = reader.map("running_config").map { Reading($0, role: .reading) }
            self.startupConfig = reader.map("startup_config").map { Reading($0, role: .reading) }
            self.pending = reader.map("pending").map { Reading($0, role: .configuration) }
            self.save = operation("save", .reading)
            self.commit = operation("commit", .configuration)
            self.commitConfirmed = reader.map("commit_confirmed").map { TimedOperation($0, modes: modes) }
            self.confirm = operation("confirm", .configuration)
            self.abort = operation("abort", .configuration)
            self.check = operation("check", .configuration)
        }

        private init() {
            self.runningConfig = nil
            self.startupConfig = nil
            self.pending = nil
            self.save = nil
            self.commit = nil
            self.commitConfirmed = nil
            self.confirm = nil
            self.abort = nil
            self.check = nil
        }
    }

    /// A command that prints a configuration, and what proves that it is whole.
    public struct Reading: Sendable {
        /// The command line.
        public let command: String
        /// The role of the mode in which it is typed.
        public let role: ModeRole
        /// Matches the last line that is not blank; nil where only the prompt after it is a proof.
        public let complete: Pattern?
        /// Lines at the beginning that are no configuration, such as the time of day.
        public let preamble: [Pattern]

        init(_ reader: KeyReader, role standard: ModeRole) {
            self.command = reader.text("command") ?? ""
            if self.command.isEmpty { reader.missing("command", "the command line") }
            self.role = reader.choice("in", of: ModeRole.self) ?? standard
            self.complete = reader.pattern("complete")
            self.preamble = reader.patterns("preamble")
            let proof = reader.text("proof")
            if let proof, proof != "prompt" {
                reader.note("proof", "«\(proof)» is not allowed. Allowed is: prompt.")
            }
            if self.complete == nil, proof == nil, standard == .reading {
                reader.note(
                    "complete",
                    "Say what proves the output whole: an expression for its last line here, or «proof: prompt» where the "
                        + "device prints no end mark.")
            }
            if self.complete != nil, proof != nil { reader.note("proof", "«complete» proves more; remove this key.") }
            reader.finish()
        }
    }
}
