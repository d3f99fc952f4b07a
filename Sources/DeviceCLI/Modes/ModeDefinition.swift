/// One mode of a platform: how its prompt looks and which ways lead out of it.
public struct ModeDefinition: Sendable {
    /// The mode's name.
    public let name: Mode
    /// What the mode is good for; a device without a configuration mode reads and configures in the same one.
    public let roles: Set<ModeRole>
    /// Matches the whole prompt; the group `host` is the device's name.
    public let prompt: Pattern
    /// Matches the line above the prompt where that line is a part of it, such as `[edit]`.
    public let above: Pattern?
    /// Whether a prompt without that line is no prompt of this mode.
    public let isAboveRequired: Bool
    /// The ways to other modes in the order of the file.
    public let ways: [ModeWay]

    init(_ name: String, _ reader: KeyReader) {
        self.name = Mode(rawValue: name)
        self.roles = Self.roles(of: name, reader)
        self.prompt = reader.pattern("prompt") ?? Pattern(unusable: "")
        if self.prompt.source.isEmpty { reader.missing("prompt", "an expression that matches the whole prompt") }
        if !self.roles.contains(.shell), !self.prompt.source.isEmpty, !self.prompt.hasGroup("host") {
            reader.note("prompt", "The group «host» is missing: write (?<host>…) around the device's name.")
        }
        if let map = reader.node("above"), case .map = map.content {
            let above = KeyReader(map, path: reader.path("above"), log: reader.log)
            self.above = above.pattern("pattern")
            self.isAboveRequired = !above.flag("optional", default: false)
            if self.above == nil { above.missing("pattern", "an expression that matches the line above the prompt") }
            above.finish()
        } else {
            self.above = reader.pattern("above")
            self.isAboveRequired = true
        }
        self.ways =
            reader.map("ways")?.freeKeys.map { target, value in
                ModeWay(to: target, value, path: reader.path("ways") + ".\(target)", log: reader.log)
            } ?? []
        reader.finish()
    }

    private static func roles(of name: String, _ reader: KeyReader) -> Set<ModeRole> {
        if let value = reader.node("role"), case .list = value.content {
            let roles = reader.texts("role").compactMap { text in
                let role = ModeRole(rawValue: text)
                if role == nil { reader.note("role", "«\(text)» is no role. \(Self.allowed)") }
                return role
            }
            return Set(roles)
        }
        if let role = reader.choice("role", of: ModeRole.self) { return [role] }
        switch Mode(rawValue: name) {
        case .user: return [.user]
        case .privileged: return [.reading]
        case .configuration: return [.configuration]
        case .shell: return [.shell]
        default:
            if reader.node("role") == nil {
                reader.note("role", "A mode of this name needs a role. \(Self.allowed)")
            }
            return []
        }
    }

    private static let allowed = "Allowed are: \(ModeRole.allCases.map(\.rawValue).joined(separator: ", "))."
}

/// A way from one mode to another.
public struct ModeWay: Sendable {
    /// Which of the login's secrets answers the question for a password.
    public enum Secret: String, Sendable, CaseIterable {
        /// The enable password.
        case enable
        /// The password of the login itself, as for `sudo`.
        case login
    }

    /// The mode it leads to.
    public let target: Mode
    /// The command; `{session}` stands for a name of this session's own.
    public let command: String
    /// Questions on the way with their declared answers.
    public let questions: [PlatformCLI.Exchange]
    /// Matches the question for a password.
    public let password: Pattern?
    /// Which secret answers it.
    public let secret: Secret

    init(to target: String, _ node: PlatformNode, path: String, log: ProblemLog) {
        self.target = Mode(rawValue: target)
        if case .text(let command) = node.content {
            self.command = command
            self.questions = []
            self.password = nil
            self.secret = .enable
            return
        }
        let reader = KeyReader(node, path: path, log: log)
        self.command = reader.text("send") ?? ""
        if self.command.isEmpty { reader.missing("send", "the command that leads to «\(target)»") }
        self.questions = reader.maps("questions").map(PlatformCLI.Exchange.init)
        self.password = reader.pattern("password")
        self.secret = reader.choice("secret", of: Secret.self) ?? .enable
        reader.finish()
    }
}
