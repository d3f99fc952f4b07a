extension PlatformCLI {
    /// The pseudo terminal asked for.
    public struct Terminal: Sendable, Decodable {
        /// Terminal type as in `TERM`.
        public var type = "vt100"
        /// Columns; 511 is the widest that IOS accepts.
        public var width = 511
        /// Rows; 0 would mean «unknown» and make some devices page after every line.
        public var height = 24

        init() {}
    }

    /// Whether configuration lines take effect one by one or together.
    public enum CommitStyle: String, Sendable, Decodable {
        /// Each line takes effect when it is accepted.
        case none
    }

    /// A text the device shows and the answer typed then, without line ending unless the answer has one.
    public struct Exchange: Sendable, Decodable {
        /// Matches the unfinished last line.
        public let pattern: Pattern
        /// What is typed; `\n` stands for the platform's line ending.
        public let answer: String
    }

    /// A command sent once after login.
    public struct SetupCommand: Sendable, Decodable {
        /// The command line.
        public let command: String
        /// Whether a rejection is harmless.
        public let isOptional: Bool

        private enum CodingKeys: String, CodingKey {
            case command
            case isOptional = "optional"
        }

        /// Decodes either the bare command or a map with `command` and `optional`.
        public init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                // Not a plain string: then it has to be the map below, whose error is the better one.
                self.command = text
                self.isOptional = false
                return
            }
            let values = try decoder.container(keyedBy: CodingKeys.self)
            self.command = try values.decode(String.self, forKey: .command)
            self.isOptional = try values.decodeIfPresent(Bool.self, forKey: .isOptional) ?? false
        }
    }

    /// What may be sent over a read-only connection: something that `allow` matches and `deny` does not.
    public struct ReadOnlyRule: Sendable, Decodable {
        /// Patterns of harmless commands.
        public let allow: [Pattern]
        /// Patterns that make an allowed command harmful, such as redirection into a file.
        public let deny: [Pattern]

        private enum CodingKeys: String, CodingKey { case allow, deny }

        /// Decodes the rule; `deny` may be missing.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            self.allow = try values.decode([Pattern].self, forKey: .allow)
            self.deny = try values.decodeIfPresent([Pattern].self, forKey: .deny) ?? []
        }

        func permits(_ command: String) -> Bool {
            self.allow.contains { $0.matches(command) } && !self.deny.contains { $0.matches(command) }
        }
    }

    /// The commands behind the product's verbs.
    public struct Commands: Sendable, Decodable {
        /// Prints the running configuration.
        public let runningConfig: Reading
        /// Makes the running configuration survive a restart; missing where the platform cannot.
        public let save: Saving?

        private enum CodingKeys: String, CodingKey {
            case save
            case runningConfig = "running_config"
        }
    }

    /// A command whose output proves by its last line that it is whole.
    public struct Reading: Sendable, Decodable {
        /// The command line.
        public let command: String
        /// Matches the last line that is not blank.
        public let complete: Pattern
    }

    /// A command that saves, its questions, and what proves the success.
    public struct Saving: Sendable, Decodable {
        /// The command line.
        public let command: String
        /// Questions of this command with their declared answers.
        public let questions: [Exchange]
        /// One of these must occur in the output.
        public let success: [Pattern]

        private enum CodingKeys: String, CodingKey { case command, questions, success }

        /// Decodes the command; `questions` may be missing.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            self.command = try values.decode(String.self, forKey: .command)
            self.questions = try values.decodeIfPresent([Exchange].self, forKey: .questions) ?? []
            self.success = try values.decode([Pattern].self, forKey: .success)
        }
    }
}
