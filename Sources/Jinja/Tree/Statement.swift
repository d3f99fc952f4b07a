/// A statement of a template and where it was written.
final class Statement: Sendable {
    indirect enum Kind: Sendable {
        case output([Piece])
        case loop(Loop)
        case condition([(test: Expression, body: [Statement])], otherwise: [Statement])
        case macro(Macro)
        case callBlock(Expression, Macro)
        case filterBlock(Expression, [Statement])
        case assign(Expression, Expression)
        case assignBlock(Expression, filter: Expression?, [Statement])
        case with([(target: Expression, value: Expression)], [Statement])
        case block(Block)
        case extends(Expression)
        case include(Expression, ignoreMissing: Bool, withContext: Bool)
        case importAll(Expression, name: String, withContext: Bool)
        case importNames(Expression, [(name: String, alias: String)], withContext: Bool)
        case autoescape(Expression, [Statement])
        case evaluate(Expression)
        case leaveLoop
        case nextStep
    }

    enum Piece: Sendable {
        case text(String, at: Int)
        case expression(Expression)
    }

    struct Loop: Sendable {
        let target: Expression
        let items: Expression
        let test: Expression?
        let isRecursive: Bool
        let body: [Statement]
        let otherwise: [Statement]
    }

    struct Macro: Sendable {
        /// Nil for the body of a call block.
        let name: String?
        let parameters: [String]
        let defaults: [Expression]
        let body: [Statement]
    }

    struct Block: Sendable {
        let name: String
        let isScoped: Bool
        let isRequired: Bool
        let body: [Statement]
    }

    let kind: Kind
    let offset: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
