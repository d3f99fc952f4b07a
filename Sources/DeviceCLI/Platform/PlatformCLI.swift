/// How the command line of one platform behaves: the `cli:` part of a file in `Platforms/`.
///
/// It is an object, since every command of every session asks it, and nothing of it ever changes.
public final class PlatformCLI: Sendable {
    /// The terminal asked for, wide enough that the device never wraps a line.
    public let terminal: Terminal
    /// What ends a line sent to the device.
    public let lineEnding: String
    /// Whether the device echoes what is typed; false for the rare ones that do not.
    public let echoesInput: Bool
    /// Whether the device shows prompt and command once more when a line was typed.
    public let redrawsInput: Bool
    /// Key that makes the next character literal, sent before `?`, which would otherwise open the help.
    public let literalKey: String?
    /// What a question mark in a line does.
    public let questionMark: QuestionMark
    /// What is added to the user's name to ask for a plain terminal, as RouterOS has it.
    public let userSuffix: String
    /// The modes of the command line and how to move between them.
    public let modes: ModeGraph
    /// Questions before the first prompt with their declared answers.
    public let loginQuestions: [Exchange]
    /// How the device asks for name and password over Telnet.
    public let telnet: TelnetLogin
    /// Words by which the device says that the account or the address is locked.
    public let lockouts: [Pattern]
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
    /// The same as they wait behind each command.
    let pendingQuestions: [PendingQuestion]
    /// What an undeclared question looks like; it stops the command instead of being answered.
    public let undeclaredQuestions: [Pattern]
    /// Log messages that the device writes between other output.
    public let noise: [Pattern]
    /// First lines of log messages that go on for some lines.
    public let longNoise: [Pattern]
    /// Configuration lines after which the device reads free text until a delimiter instead of showing a prompt.
    public let freeText: [Pattern]
    /// The commands behind the product's verbs.
    public let commands: Commands
    /// What a read-only connection may send.
    public let readOnly: ReadOnlyRule
    /// Whether configuration lines work at once or need a commit.
    public let commitStyle: CommitStyle
    /// How many configuration lines may be under way at once; 1 where each must wait for the answer to the one before.
    public let pipelineWindow: Int
    /// What undoes a change when the link dies.
    public let safety: SafetyNet
    /// How the device's facts are read.
    public let facts: FactRules
    /// What tells this platform from others.
    public let detection: DetectionRules

    /// Reads and checks the part `cli:` of a platform file; throws everything that is wrong with it.
    public init(_ node: PlatformNode, path: String = "cli") throws(PlatformError) {
        let log = ProblemLog()
        let reader = KeyReader(node, path: path, log: log)
        self.terminal = reader.map("terminal").map(Terminal.init) ?? Terminal()
        let lineEnding = reader.text("line_ending") ?? "\r"
        self.lineEnding = lineEnding
        self.echoesInput = reader.flag("echoes_input", default: true)
        self.redrawsInput = reader.flag("redraws_input", default: false)
        self.literalKey = reader.text("literal_key")
        self.questionMark =
            reader.choice("question_mark", of: QuestionMark.self) ?? (self.literalKey == nil ? .help : .literal)
        if self.questionMark == .literal, self.literalKey == nil {
            reader.note(
                "question_mark", "Without «literal_key» a question mark cannot be typed. Allowed are: help, plain.")
        }
        self.userSuffix = reader.text("user_suffix") ?? ""
        self.modes = ModeGraph.read(reader)
        self.loginQuestions = reader.maps("login_questions").map(Exchange.init)
        self.telnet = reader.map("telnet").map(TelnetLogin.init) ?? .usual
        self.lockouts = reader.patterns("lockout")
        self.setup = reader.list("setup").enumerated().map {
            SetupCommand($1, path: "\(path).setup[\($0)]", log: log)
        }
        self.pagers = reader.maps("pagers").map(Exchange.init)
        self.errors = reader.patterns("errors")
        if self.errors.isEmpty { reader.missing("errors", "a list of the lines by which the device rejects a command") }
        self.configurationErrors = reader.patterns("configuration_errors")
        let questions = reader.maps("questions").map(Exchange.init)
        self.questions = questions
        self.pendingQuestions = questions.map { PendingQuestion($0, lineEnding: lineEnding) }
        self.undeclaredQuestions = reader.patterns("undeclared_questions")
        self.noise = reader.patterns("noise")
        self.longNoise = reader.patterns("long_noise")
        self.freeText = reader.patterns("free_text")
        self.commitStyle = reader.choice("commit_style", of: CommitStyle.self) ?? .immediate
        self.commands = Commands.read(reader, self.commitStyle, self.modes)
        self.readOnly = ReadOnlyRule.read(reader, running: self.commands.runningConfig?.command ?? "")
        self.pipelineWindow = reader.number("pipeline_window", in: 1...64) ?? 1
        if self.pipelineWindow > 1, self.commitStyle == .immediate {
            reader.note(
                "pipeline_window",
                "Lines that work at once must wait for one another: those behind a rejected one would work, too. "
                    + "Remove the key, or say «commit_style: candidate».")
        }
        self.safety = reader.map("safety").map { SafetyNet($0) } ?? .inverseCommands
        self.facts = reader.map("facts").map(FactRules.init) ?? FactRules()
        self.detection = reader.map("detect").map(DetectionRules.init) ?? DetectionRules()
        reader.finish()
        if !log.problems.isEmpty { throw PlatformError(log.problems) }
    }
}
