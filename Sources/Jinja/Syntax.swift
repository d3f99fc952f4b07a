/// The marks that divide a template into text, expressions and statements; Jinja2's own by default.
public struct Syntax: Sendable, Hashable {
    /// Opens and closes a statement.
    public var blockStart = "{%"
    /// Closes a statement.
    public var blockEnd = "%}"
    /// Opens an expression.
    public var variableStart = "{{"
    /// Closes an expression.
    public var variableEnd = "}}"
    /// Opens a comment.
    public var commentStart = "{#"
    /// Closes a comment.
    public var commentEnd = "#}"
    /// Makes a whole line a statement.
    public var lineStatementPrefix: String?
    /// Makes the rest of a line a comment.
    public var lineCommentPrefix: String?
    /// What every line break of the template becomes.
    public var newline = "\n"

    /// Jinja2's defaults.
    public init() {}
}
