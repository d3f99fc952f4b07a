/// How the command line of one platform behaves: the `cli:` part of a file in `Platforms/`.
public struct PlatformCLI: Sendable, Decodable {
    /// The terminal asked for, wide enough that the device never wraps a line.
    public let terminal: Terminal
    /// What ends a line sent to the device.
    public let lineEnding: String
    /// Whether the device echoes what is typed; false for the rare ones that do not.
    public let echoesInput: Bool
    /// Key that makes the next character literal, sent before `?`, which would otherwise open the help.
    public let literalKey: String?
    /// The modes of the command line and how to move between them.
    public let modes: Modes
    /// Commands sent once after login, such as those that switch paging off.
    public let setup: [SetupCommand]
    /// Pagers that may stop an output although paging is off.
    public let pagers: [Exchange]
    /// Lines by which the device rejects a command.
    public let errors: [Pattern]
    /// Further lines by which the device rejects a configuration line, where the same words after a reading command are an answer.
    public let configurationErrors: [Pattern]
    /// Questions that may follow any command, each with its declared answer.
    public let questions: [Exchange]
    /// What an undeclared question looks like; it stops the command instead of being answered.
    public let undeclaredQuestions: [Pattern]
    /// Log messages that the device writes between other output.
    public let noise: [Pattern]
    /// Configuration lines after which the device reads free text until a delimiter instead of showing a prompt.
    public let freeText: [Pattern]
    /// The commands behind the product's verbs.
    public let commands: Commands
    /// What a read-only connection may send.
    public let readOnly: ReadOnlyRule
    /// Whether configuration lines work at once or need a commit.
    public let commitStyle: CommitStyle

    private enum CodingKeys: String, CodingKey {
        case terminal, modes, setup, pagers, errors, questions, noise, commands
        case lineEnding = "line_ending"
        case echoesInput = "echoes_input"
        case literalKey = "literal_key"
        case configurationErrors = "configuration_errors"
        case undeclaredQuestions = "undeclared_questions"
        case freeText = "free_text"
        case readOnly = "read_only"
        case commitStyle = "commit_style"
    }

    /// Decodes the part; missing optional keys take their usual values, a bad pattern is an error naming its key.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.terminal = try values.decodeIfPresent(Terminal.self, forKey: .terminal) ?? Terminal()
        self.lineEnding = try values.decodeIfPresent(String.self, forKey: .lineEnding) ?? "\r"
        self.echoesInput = try values.decodeIfPresent(Bool.self, forKey: .echoesInput) ?? true
        self.literalKey = try values.decodeIfPresent(String.self, forKey: .literalKey)
        self.modes = try values.decode(Modes.self, forKey: .modes)
        self.setup = try values.decodeIfPresent([SetupCommand].self, forKey: .setup) ?? []
        self.pagers = try values.decodeIfPresent([Exchange].self, forKey: .pagers) ?? []
        self.errors = try values.decode([Pattern].self, forKey: .errors)
        self.configurationErrors = try values.decodeIfPresent([Pattern].self, forKey: .configurationErrors) ?? []
        self.questions = try values.decodeIfPresent([Exchange].self, forKey: .questions) ?? []
        self.undeclaredQuestions = try values.decodeIfPresent([Pattern].self, forKey: .undeclaredQuestions) ?? []
        self.noise = try values.decodeIfPresent([Pattern].self, forKey: .noise) ?? []
        self.freeText = try values.decodeIfPresent([Pattern].self, forKey: .freeText) ?? []
        self.commands = try values.decode(Commands.self, forKey: .commands)
        self.readOnly = try values.decode(ReadOnlyRule.self, forKey: .readOnly)
        self.commitStyle = try values.decodeIfPresent(CommitStyle.self, forKey: .commitStyle) ?? .none
    }
}
