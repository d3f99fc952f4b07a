/// Why a template cannot be used, or an output cannot be parsed with it.
public struct TextFSMError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// The template breaks the rules of the language.
        case template
        /// An expression of the template is none, or has no equal in PCRE2.
        case expression
        /// The index breaks its rules.
        case index
        /// No row of the index fits the platform and the command.
        case noTemplate = "no_template"
        /// A rule of the template says that the output is not what it expects.
        case errorRule = "error_rule"
        /// A limit on time, steps, lines or memory was reached.
        case limit
    }

    /// The kind of failure.
    public let code: Code
    /// The line of the template or of the index, from 1; nil where no line is to blame.
    public let templateLine: Int?
    /// The line of the output, from 1; nil where no line is to blame.
    public let inputLine: Int?
    /// What is wrong, as a sentence without the place.
    public let message: String

    init(_ code: Code, _ message: String, templateLine: Int? = nil, inputLine: Int? = nil) {
        self.code = code
        self.message = message
        self.templateLine = templateLine
        self.inputLine = inputLine
    }

    /// What is wrong and where; it may quote the template, and never the output.
    public var description: String {
        let places = [
            self.templateLine.map { "line \($0) of the \(self.code == .index ? "index" : "template")" },
            self.inputLine.map { "line \($0) of the output" },
        ].compactMap { $0 }
        return places.isEmpty ? self.message : "\(self.message) (\(places.joined(separator: ", ")))"
    }
}
