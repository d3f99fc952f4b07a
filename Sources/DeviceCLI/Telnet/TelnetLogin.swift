/// How a device asks over Telnet who we are, where the protocol itself does not: at the end of the output.
public struct TelnetLogin: Sendable {
    /// The question for the name, such as `Username:` or `router1 login:`.
    public let username: Pattern
    /// The question for the password.
    public let password: Pattern

    /// The words that almost every device uses.
    static let usual = TelnetLogin(username: usualUsername, password: usualPassword)
    /// A remark about the last login is no question, nor is a word of a log message, such as `SHELL_LOGIN:` or `[user:`.
    private static let usualUsername = pattern(
        #"(?i)^(?!.*(?:last|failed|successful|previous|recent) +login ?: ?$)(?:.*[^a-z_\[(,=/])?(?:user ?name|login(?: name)?|user) ?: ?$"#
    )
    private static let usualPassword = pattern(#"(?i)(?:^|[^a-z])pass(?:word|code)[^:]{0,40}: ?$"#)

    private init(username: Pattern, password: Pattern) {
        self.username = username
        self.password = password
    }

    /// Reads the map `telnet` of a platform; what is missing has the usual words.
    init(_ reader: KeyReader) {
        self.username = reader.pattern("username") ?? Self.usual.username
        self.password = reader.pattern("password") ?? Self.usual.password
        reader.finish()
    }

    /// The questions with their answers, each given once: asked again, it is a refusal. Keys cannot be shown over Telnet.
    func questions(_ login: DeviceLogin, _ platform: PlatformCLI) -> [PendingQuestion] {
        let name = login.username + platform.userSuffix
        return [
            PendingQuestion(pattern: self.username, once: name, lineEnding: platform.lineEnding),
            PendingQuestion(pattern: self.password, secret: login.password ?? "", lineEnding: platform.lineEnding),
        ]
    }

    private static func pattern(_ source: String) -> Pattern {
        do {
            return try Pattern(source)
        } catch {
            // Both are constants, which tests match against what devices ask.
            return Pattern(unusable: source)
        }
    }
}
