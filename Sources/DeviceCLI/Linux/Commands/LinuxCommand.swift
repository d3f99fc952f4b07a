public import SSH

/// A command for a Linux host; it has no printable form, because lines, variables and input may hold secrets.
public struct LinuxCommand: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What is run.
    public enum Program: Sendable, Hashable {
        /// A program and its arguments, which everybody on the host can see in the list of processes.
        case program([String])
        /// A line, or lines, for the POSIX shell.
        case shell(String)
        /// A script that an interpreter such as `bash` or `python3` reads from its standard input.
        case script(String, interpreter: String, arguments: [String])
    }

    /// What is run.
    public var program: Program
    /// Variables for it; their values are not seen in the list of processes.
    public var environment: [String: String]
    /// Where it runs; nil for the user's home.
    public var folder: String?
    /// What it reads; a script reads itself instead.
    public var input: [UInt8]
    /// The terminal it gets; nil for none. With one, output and errors are one stream and the input has no end.
    public var terminal: SSHTerminal?
    /// As which other user it runs; nil for the one who signed in.
    public var sudo: LinuxSudo?
    /// How much of each output is kept, in bytes: the first and the last half of it.
    public var mostOutput: Int
    /// How long it may run.
    public var limit: Duration

    /// A command that gets a minute and of which a megabyte of each output is kept.
    public init(
        _ program: Program, environment: [String: String] = [:], folder: String? = nil, input: [UInt8] = [],
        terminal: SSHTerminal? = nil, sudo: LinuxSudo? = nil, mostOutput: Int = 1 << 20, limit: Duration = .seconds(60)
    ) {
        self.program = program
        self.environment = environment
        self.folder = folder
        self.input = input
        self.terminal = terminal
        self.sudo = sudo
        self.mostOutput = mostOutput
        self.limit = limit
    }

    /// What kind of command it is and as whom it runs.
    public var description: String {
        let kind =
            switch self.program {
            case .program: "a program"
            case .shell: "a shell's line"
            case .script: "a script"
            }
        return self.sudo.map { "\(kind), \($0)" } ?? kind
    }
    /// The same as `description`.
    public var debugDescription: String { self.description }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
