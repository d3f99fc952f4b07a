/// A TextFSM template: values to find in the output of a command, and the rules that find them.
///
/// It means what Google's `textfsm` 2.1 for Python makes of it: https://github.com/google/textfsm/wiki/TextFSM
public struct TextFSMTemplate: Sendable {
    let values: [ValueDefinition]
    let states: [State]
    /// Whether the end of the output records nothing, as a state `EOF` of the template says.
    let isSilentAtEnd: Bool

    struct State: Sendable {
        let name: String
        let rules: [Rule]
    }

    struct Rule: Sendable {
        let definition: RuleDefinition
        /// The values that it finds, with their groups.
        let finds: [(value: Int, group: Int)]
        let next: Next
    }

    enum Next: Sendable {
        case same
        case state(Int)
        /// The parse ends; whether the last record counts depends on which of both.
        case end, endOfFile
    }

    /// The names of the values: the columns of the rows.
    public var header: [String] { self.values.map(\.name) }

    /// The columns that tell rows apart.
    public var keys: [String] { self.values.filter { $0.options.contains(.key) }.map(\.name) }

    /// Reads a template of at most 1 MiB; throws a `TextFSMError` with its line for what is wrong.
    public init(_ source: String) throws(TextFSMError) {
        guard source.utf8.count <= Self.longest else {
            throw TextFSMError(.limit, "The template has more than \(Self.longest >> 10) kB")
        }
        var reader = TemplateReader(source)
        try reader.read()
        self.values = reader.values
        self.isSilentAtEnd = reader.states.contains { $0.name == "EOF" }
        let places = Dictionary(uniqueKeysWithValues: reader.values.enumerated().map { ($1.name, $0) })
        let numbers = Dictionary(uniqueKeysWithValues: reader.states.enumerated().map { ($1.name, $0) })
        self.states = reader.states.map { state in
            State(
                name: state.name,
                rules: state.rules.map { rule in
                    Rule(
                        definition: rule,
                        finds: rule.expression.translated.names.compactMap { name, number in
                            places[name].map { ($0, number) }
                        }, next: Self.next(rule, numbers))
                })
        }
    }

    private static let longest = 1 << 20

    private static func next(_ rule: RuleDefinition, _ numbers: [String: Int]) -> Next {
        switch rule.target {
        case _ where rule.lineAction == .error || rule.target.isEmpty: .same
        case "End": .end
        case "EOF": .endOfFile
        default: numbers[rule.target].map(Next.state) ?? .same
        }
    }

    /// The number of the state in which a parse begins.
    var start: Int { self.states.firstIndex { $0.name == "Start" } ?? 0 }

    /// The most groups that an expression of the template has.
    var mostGroups: Int {
        let rules = self.states.flatMap { $0.rules.map(\.definition.expression.translated.groupCount) }
        return (rules + self.values.compactMap { $0.nested?.translated.groupCount }).max() ?? 0
    }

    /// The rows of an output under the names of the values; throws as `parse` does.
    public func table(_ output: String, limits: TextFSMLimits = TextFSMLimits()) throws(TextFSMError) -> ParsedTable {
        ParsedTable(header: self.header, rows: try self.parse(output, limits: limits))
    }

    /// Whether all expressions can be compiled; throws the first that cannot.
    public func check() throws(TextFSMError) {
        for rule in self.states.flatMap(\.rules) {
            do throws(ExpressionProblem) {
                _ = try rule.definition.expression.compiled(for: .unicode)
            } catch {
                throw TextFSMError(
                    .expression, "An expression \(error.words)", templateLine: rule.definition.line)
            }
        }
    }
}
