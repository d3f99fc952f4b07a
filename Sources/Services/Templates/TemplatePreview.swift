/// What a template gives for some values, or why it gives nothing.
public struct TemplatePreview: Sendable, Hashable {
    /// The rendered text; empty when there is an error.
    public let text: String
    /// What is wrong, for the person editing the template; empty when it rendered.
    public let error: String
    /// Where: the line in the template, from 1; 0 when unknown.
    public let line: Int
    /// The column in that line, from 1; 0 when unknown.
    public let column: Int
    /// What was probably meant; empty when there is no guess.
    public let suggestion: String
    /// The lines around it with a caret; empty when there is none.
    public let excerpt: String
}
