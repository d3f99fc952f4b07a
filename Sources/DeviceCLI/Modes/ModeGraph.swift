/// The modes of a platform and the ways between them.
public struct ModeGraph: Sendable {
    /// The modes in the order of the file.
    public let modes: [ModeDefinition]
    /// Whether any prompt has a line above it, so that the last line must be remembered.
    let usesLineAbove: Bool
    /// The last byte, blanks aside, of every text that can be a prompt; nil when the expressions do not tell.
    private let promptEnds: ByteSet?

    init(_ modes: [ModeDefinition]) {
        self.modes = modes
        self.usesLineAbove = modes.contains { $0.above != nil }
        let edges = modes.map { mode in
            // A blank beyond ASCII may stand behind it.
            mode.prompt.hint.last.flatMap { $0.skipsBlanks ? $0.sets.first?.union(.nonASCII) : nil }
        }
        self.promptEnds =
            edges.contains { $0 == nil } ? nil : edges.compactMap { $0 }.reduce(ByteSet()) { $0.union($1) }
    }

    /// The mode in which a session begins its work: the first that reads.
    public var home: Mode? { self.modes.first { $0.roles.contains(.reading) }?.name }

    /// The mode to which lines are sent first.
    public var configuration: Mode? {
        self.modes.first { $0.roles.contains(.configuration) }?.name
    }

    /// Says whether the mode has the role.
    public func has(_ role: ModeRole, _ mode: Mode?) -> Bool {
        guard let mode else { return false }
        return self.definition(mode)?.roles.contains(role) ?? false
    }

    func definition(_ mode: Mode) -> ModeDefinition? { self.modes.first { $0.name == mode } }

    /// The mode and host name that a line shows when it is nothing but a prompt; `above` is the line before it.
    func prompt(in line: String, above: String = "") -> Prompt? {
        if let promptEnds {
            guard let last = line.utf8.last(where: { !ByteSet.blanks.contains($0) }), promptEnds.contains(last) else {
                return nil
            }
        }
        for mode in self.modes {
            var context: String?
            if let pattern = mode.above {
                if pattern.matches(above) { context = above } else if mode.isAboveRequired { continue }
            }
            if let host = mode.prompt.capture("host", in: line) {
                return Prompt(mode: mode.name, host: host, text: line, above: context)
            }
        }
        return nil
    }
}
