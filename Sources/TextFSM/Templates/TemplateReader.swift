/// Reads the text of a template line by line.
struct TemplateReader {
    private(set) var values: [ValueDefinition] = []
    private(set) var states: [(name: String, rules: [RuleDefinition])] = []
    private let lines: [String]
    private var next = 0

    init(_ source: String) { self.lines = PythonText.linesOfFile(source).map(PythonText.trimmedAtEnd) }

    private static let actions: Set<String> = ["Continue", "Next", "Error", "Clear", "Clearall", "Record", "NoRecord"]

    mutating func read() throws(TextFSMError) {
        try self.readValues()
        while try self.readState() {}
        try self.checkTargets()
    }

    private mutating func readValues() throws(TextFSMError) {
        while let line = self.line() {
            if line.isEmpty { return }
            if Self.isComment(line) { continue }
            guard line.hasPrefix("Value ") else {
                throw self.problem(
                    self.values.isEmpty
                        ? "A template begins with its values: there is none"
                        : "The values end with an empty line, which is missing")
            }
            let value: ValueDefinition
            do throws(ExpressionProblem) {
                value = try ValueDefinition(line)
            } catch {
                throw self.problem(error.words)
            }
            guard !self.values.contains(where: { $0.name == value.name }) else {
                throw self.problem("The value «\(value.name)» is declared twice")
            }
            self.values.append(value)
        }
    }

    /// Whether there was one more.
    private mutating func readState() throws(TextFSMError) -> Bool {
        var name: String?
        while name == nil, let line = self.line() {
            guard !line.isEmpty, !Self.isComment(line) else { continue }
            guard PythonText.isWord(line), line.unicodeScalars.count <= ValueDefinition.longestName,
                !Self.actions.contains(line)
            else { throw self.problem("«\(line)» is no name of a state") }
            guard !self.states.contains(where: { $0.name == line }) else {
                throw self.problem("The state «\(line)» stands there twice")
            }
            name = line
        }
        guard let name else { return false }
        let substitutions = Dictionary(self.values.map { ($0.name, $0.substitution) }, uniquingKeysWith: { $1 })
        var rules: [RuleDefinition] = []
        while let line = self.line(), !line.isEmpty {
            if Self.isComment(line) { continue }
            guard line.hasPrefix(" ^") || line.hasPrefix("  ^") || line.hasPrefix("\t^") else {
                throw self.problem("A rule begins with one or two blanks or a tab, and ^")
            }
            rules.append(try RuleDefinition(line, line: self.next, values: substitutions))
        }
        self.states.append((name, rules))
        return true
    }

    private mutating func checkTargets() throws(TextFSMError) {
        guard self.states.contains(where: { $0.name == "Start" }) else {
            throw TextFSMError(.template, "The state «Start» is missing")
        }
        for name in ["End", "EOF"] where self.states.contains(where: { $0.name == name && !$0.rules.isEmpty }) {
            throw TextFSMError(.template, "The state «\(name)» must have no rules")
        }
        self.states.removeAll { $0.name == "End" }
        let names = Set(self.states.map(\.name) + ["End", "EOF", ""])
        for (name, rules) in self.states {
            for rule in rules where rule.lineAction != .error && !names.contains(rule.target) {
                throw TextFSMError(
                    .template, "The state «\(rule.target)», named in the state «\(name)», is not there",
                    templateLine: rule.line)
            }
        }
    }

    private mutating func line() -> String? {
        guard self.next < self.lines.count else { return nil }
        self.next += 1
        return self.lines[self.next - 1]
    }

    private func problem(_ message: String) -> TextFSMError {
        TextFSMError(.template, message, templateLine: self.next)
    }

    private static func isComment(_ line: String) -> Bool {
        line.unicodeScalars.first { !PythonText.isBlank($0) } == "#"
    }
}
