/// A state with its compiled expressions, and which of its rules a line may match by its first byte.
///
/// It belongs to one parse: what it finds out is kept where the next line finds it without a lock.
final class ParseState {
    /// A rule by its number, with its expression for one alphabet; nothing in it is counted.
    struct Candidate {
        let expression: CompiledExpression.Handle
        /// The line has at least so many bytes.
        let least: Int
        let rule: Int
    }

    let rules: [TextFSMTemplate.Rule]
    /// Keeps what the candidates point to.
    private var expressions: [CompiledExpression] = []
    private var ascii: [[Candidate]?] = Array(repeating: nil, count: 257)
    private var unicode: [[Candidate]?] = Array(repeating: nil, count: 257)

    init(_ state: TextFSMTemplate.State) { self.rules = state.rules }

    /// The rules that a line with this first byte, nil for an empty one, may match; throws when PCRE2 refuses an expression.
    func candidates(
        _ first: UInt8?, _ alphabet: CompiledExpression.Alphabet
    ) throws(TextFSMError) -> [Candidate] {
        let place = first.map(Int.init) ?? 256
        if let known = alphabet == .ascii ? self.ascii[place] : self.unicode[place] { return known }
        var found: [Candidate] = []
        for (number, rule) in self.rules.enumerated() {
            do throws(ExpressionProblem) {
                let expression = try rule.definition.expression.compiled(for: alphabet)
                guard expression.beginning.allows(first) else { continue }
                self.expressions.append(expression)
                found.append(
                    Candidate(expression: expression.handle, least: expression.beginning.least, rule: number))
            } catch {
                throw TextFSMError(.expression, "An expression \(error.words)", templateLine: rule.definition.line)
            }
        }
        if alphabet == .ascii { self.ascii[place] = found } else { self.unicode[place] = found }
        return found
    }
}
