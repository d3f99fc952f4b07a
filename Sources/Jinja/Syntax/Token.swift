/// One word of a template.
struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        case data, variableBegin, variableEnd, blockBegin, blockEnd, end
        case name, string, integer, float
        case add, sub, mul, div, floordiv, mod, pow, tilde
        case lbracket, rbracket, lparen, rparen, lbrace, rbrace
        case eq, ne, gt, gteq, lt, lteq, assign, dot, colon, pipe, comma, semicolon
    }

    let kind: Kind
    let offset: Int
    /// The text of data, names and strings, and the digits of numbers.
    let text: String

    /// How error messages name the word.
    var described: String {
        switch self.kind {
        case .name: "“\(self.text)”"
        default: self.kind.described
        }
    }
}

extension Token.Kind {
    var described: String {
        switch self {
        case .data: "text"
        case .variableBegin: "the beginning of an expression"
        case .variableEnd: "the end of the expression"
        case .blockBegin: "the beginning of a statement"
        case .blockEnd: "the end of the statement"
        case .end: "the end of the template"
        case .name: "a name"
        case .string: "a string"
        case .integer: "a whole number"
        case .float: "a number"
        default: "“\(self.symbol)”"
        }
    }

    private var symbol: String {
        switch self {
        case .add: "+"
        case .sub: "-"
        case .mul: "*"
        case .div: "/"
        case .floordiv: "//"
        case .mod: "%"
        case .pow: "**"
        case .tilde: "~"
        case .lbracket: "["
        case .rbracket: "]"
        case .lparen: "("
        case .rparen: ")"
        case .lbrace: "{"
        case .rbrace: "}"
        case .eq: "=="
        case .ne: "!="
        case .gt: ">"
        case .gteq: ">="
        case .lt: "<"
        case .lteq: "<="
        case .assign: "="
        case .dot: "."
        case .colon: ":"
        case .pipe: "|"
        case .comma: ","
        default: ";"
        }
    }
}
