import Synchronization

/// An expression that is compiled when it is first needed, once for texts of ASCII and once for others.
final class RuleExpression: Sendable {
    let translated: PythonExpression
    private let ascii = Mutex<CompiledExpression?>(nil)
    private let unicode = Mutex<CompiledExpression?>(nil)
    /// Characters beyond ASCII in the expression itself are more than one byte.
    private let isPlain: Bool

    init(_ translated: PythonExpression) {
        self.translated = translated
        self.isPlain = translated.translated.utf8.allSatisfy { $0 < 0x80 }
    }

    /// The expression for such texts; throws when PCRE2 refuses it.
    func compiled(for alphabet: CompiledExpression.Alphabet) throws(ExpressionProblem) -> CompiledExpression {
        if alphabet == .ascii, self.isPlain { return try Self.compiled(self.ascii, self.translated, .ascii) }
        return try Self.compiled(self.unicode, self.translated, .unicode)
    }

    private static func compiled(
        _ place: borrowing Mutex<CompiledExpression?>, _ expression: PythonExpression,
        _ alphabet: CompiledExpression.Alphabet
    ) throws(ExpressionProblem) -> CompiledExpression {
        let result: Result<CompiledExpression, ExpressionProblem> = place.withLock { known in
            if let known { return .success(known) }
            do throws(ExpressionProblem) {
                let made = try CompiledExpression(expression, for: alphabet)
                known = made
                return .success(made)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
