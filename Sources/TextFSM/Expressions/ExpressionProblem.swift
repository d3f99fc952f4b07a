/// Why a regular expression of a template cannot be used, in words that follow «the expression».
struct ExpressionProblem: Error, Equatable {
    let words: String

    init(_ words: String) { self.words = words }
}
