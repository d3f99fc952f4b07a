import Synchronization

/// What may be sent over a read-only connection: a command that `allow` matches and `deny` does not, behind pipes only `filters`.
public struct ReadOnlyRule: Sendable {
    /// Patterns of harmless commands, without what stands behind a pipe.
    public let allow: [Pattern]
    /// Patterns of what may stand behind each pipe; without them nothing may.
    public let filters: [Pattern]
    /// Patterns that make an allowed command harmful; they are compared with the whole line, its blanks made single.
    public let deny: [Pattern]
    private let judged = JudgedCommands()

    /// One wrong expression lets a hundred tricks pass; a few tell which.
    private static let mostNoted = 3

    init(allow: [Pattern], filters: [Pattern], deny: [Pattern]) {
        self.allow = allow
        self.filters = filters
        self.deny = deny
    }

    /// Whether a read-only connection sends this command.
    public func permits(_ command: String) -> Bool { self.judged.isAllowed(command, self.judge) }

    /// The same without remembering the answer.
    func judge(_ command: String) -> Bool {
        guard let piped = PipedCommand(command) else { return false }
        let line = ([piped.head] + piped.filters).joined(separator: " | ")
        // The filters first: most tricks fail there, and their expressions are short.
        return piped.filters.allSatisfy { filter in self.filters.contains { $0.matches(filter) } }
            && self.allow.contains { $0.matches(piped.head) } && !self.deny.contains { $0.matches(line) }
    }

    /// Reads the map `read_only` and notes every trick that it would let pass.
    static func read(_ parent: KeyReader, running: String) -> ReadOnlyRule {
        guard let reader = parent.map("read_only") else {
            parent.missing("read_only", "which commands only read")
            return ReadOnlyRule(allow: [], filters: [], deny: [])
        }
        let rule = ReadOnlyRule(
            allow: reader.patterns("allow"), filters: reader.patterns("filters"), deny: reader.patterns("deny"))
        if rule.allow.isEmpty { reader.missing("allow", "expressions of the commands that only read") }
        for (key, patterns) in [("allow", rule.allow), ("filters", rule.filters)] {
            for (index, pattern) in patterns.enumerated() where !pattern.source.hasPrefix("^") {
                reader.note(
                    key,
                    "Expression \(index + 1), «\(pattern.source)», must begin with ^: it would match inside any command."
                )
            }
        }
        rule.noteTricks(running: running, reader)
        if !running.isEmpty, !rule.allow.isEmpty, !rule.judge(running) {
            reader.note("allow", "The command that reads the configuration, «\(running)», is not allowed itself.")
        }
        reader.finish()
        return rule
    }

    /// Notes what the rule lets pass. Rules without fault are remembered: the same files are read again and again.
    private func noteTricks(running: String, _ reader: KeyReader) {
        let key = [self.allow, self.filters, self.deny].map { $0.map(\.source) } + [[running]]
        if Self.faultless.withLock({ $0.contains(key) }) { return }
        let harmful = Array(Self.harmful.lazy.filter(self.judge).prefix(Self.mostNoted))
        for command in harmful {
            reader.note(
                "allow",
                "«\(command)» would pass as a reading command. Begin each expression with ^ and end it narrowly.")
        }
        let tricks = Array(self.tricks(running: running).lazy.filter(self.judge).prefix(Self.mostNoted))
        for command in tricks {
            reader.note(
                "filters",
                "«\(command)» would pass as a reading command. Allow only the filters that print, one by one.")
        }
        guard harmful.isEmpty, tricks.isEmpty else { return }
        Self.faultless.withLock {
            if $0.count >= Self.mostRemembered { $0.removeAll() }
            $0.insert(key)
        }
    }

    private static let faultless = Mutex<Set<[[String]]>>([])
    private static let mostRemembered = 256
}
