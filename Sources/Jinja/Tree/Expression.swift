/// An expression of a template and where it was written.
final class Expression: Sendable {
    indirect enum Kind: Sendable {
        case constant(Value)
        case name(String)
        /// `namespace.attribute` as the target of `set`.
        case namespaceTarget(String, String)
        case tuple([Expression])
        case list([Expression])
        case dict([(key: Expression, value: Expression)])
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(Expression, start: Expression?, stop: Expression?, step: Expression?)
        /// A slice among other subscripts, which no value supports.
        case sliceIndex([Expression])
        case call(Expression, CallArguments)
        /// The value is nil in filter blocks.
        case filter(Expression?, String, CallArguments)
        case test(Expression, String, CallArguments)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        case concat([Expression])
        case compare(Expression, [(comparison: CompareOperator, operand: Expression)])
        case conditional(test: Expression, then: Expression, otherwise: Expression?)
    }

    let kind: Kind
    let offset: Int
    /// How many expressions nest; bounded, because evaluating uses the stack.
    let depth: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
        self.depth = 1 + Expression.children(of: kind).reduce(0) { max($0, $1.depth) }
    }

    var children: [Expression] { Expression.children(of: self.kind) }

    private static func children(of kind: Kind) -> [Expression] {
        switch kind {
        case .constant, .name, .namespaceTarget: []
        case .tuple(let items), .list(let items), .concat(let items), .sliceIndex(let items): items
        case .dict(let pairs): pairs.flatMap { [$0.key, $0.value] }
        case .attribute(let owner, _): [owner]
        case .item(let owner, let key): [owner, key]
        case .slice(let owner, let start, let stop, let step): [owner] + [start, stop, step].compactMap(\.self)
        case .call(let callee, let arguments): [callee] + arguments.children
        case .filter(let value, _, let arguments): [value].compactMap(\.self) + arguments.children
        case .test(let value, _, let arguments): [value] + arguments.children
        case .unary(_, let operand): [operand]
        case .binary(_, let left, let right): [left, right]
        case .compare(let first, let rest): [first] + rest.map(\.operand)
        case .conditional(let test, let then, let otherwise): [then, test] + [otherwise].compactMap(\.self)
        }
    }
}

/// The arguments of a call as written.
struct CallArguments: Sendable {
    var positional: [Expression] = []
    var named: [(name: String, value: Expression)] = []
    var positionalRest: Expression?
    var namedRest: Expression?

    var children: [Expression] {
        self.positional + self.named.map(\.value) + [self.positionalRest, self.namedRest].compactMap(\.self)
    }
    var isEmpty: Bool {
        self.positional.isEmpty && self.named.isEmpty && self.positionalRest == nil && self.namedRest == nil
    }
}

enum UnaryOperator: Sendable { case not, negative, positive }

enum BinaryOperator: Sendable {
    case or, and, add, subtract, multiply, divide, floorDivide, modulo, power
}

enum CompareOperator: Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, isIn, notIn
}
