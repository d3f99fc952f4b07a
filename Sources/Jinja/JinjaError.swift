/// What is wrong with a template or its rendering, where, and what to do; safe to show to the person editing it.
public struct JinjaError: Error, Sendable {
    /// The closed list of reasons.
    public enum Code: String, Sendable, CaseIterable {
        /// The template's text is not valid.
        case syntax
        /// A name, attribute or item does not exist.
        case undefined
        /// An operation does not fit the kind of its values.
        case type
        /// A value or argument is not acceptable.
        case value
        /// A number became too large, or was divided by zero.
        case arithmetic
        /// The loader knows no template of that name.
        case templateNotFound
        /// Something Python's Jinja2 allows and this engine refuses.
        case unsupported
        /// A bound of `Limits` was reached.
        case limit
        /// A rule of the template language was broken while rendering, for example a missing required block.
        case runtime
    }

    /// A template that led to the failing one: an include, an import, a parent or a macro call.
    public struct Step: Sendable, Equatable {
        /// The template that made the call.
        public let template: String
        /// Its line, from 1.
        public let line: Int
    }

    let details: Details

    final class Details: Sendable {
        let code: Code
        let message: String
        let suggestion: String?
        let place: Place?
        let trace: [Step]

        init(code: Code, message: String, suggestion: String?, place: Place?, trace: [Step]) {
            self.code = code
            self.message = message
            self.suggestion = suggestion
            self.place = place
            self.trace = trace
        }
    }

    struct Place: Sendable {
        let template: String
        let line: Int
        let column: Int
        let excerpt: String
    }

    /// An error without a place; the engine adds the place of the expression that failed.
    public init(_ code: Code, _ message: String) {
        self.details = Details(code: code, message: message, suggestion: nil, place: nil, trace: [])
    }

    init(_ code: Code, _ message: String, suggestion: String?) {
        self.details = Details(code: code, message: message, suggestion: suggestion, place: nil, trace: [])
    }

    init(_ code: Code, _ message: String, place: Place) {
        self.details = Details(code: code, message: message, suggestion: nil, place: place, trace: [])
    }

    private init(details: Details) {
        self.details = details
    }

    /// The error a loader throws for a name it does not know; `reason` goes on with where it looked, or what is wrong.
    public static func templateNotFound(_ name: String, reason: String? = nil) -> JinjaError {
        JinjaError(.templateNotFound, "There is no template named “\(name)”" + (reason.map { ": \($0)" } ?? ""))
    }

    /// The kind of failure.
    public var code: Code { self.details.code }
    /// One sentence without place, never with values.
    public var message: String { self.details.message }
    /// A near name that exists, for an undefined one.
    public var suggestion: String? { self.details.suggestion }
    /// The template's name.
    public var template: String? { self.details.place?.template }
    /// The line, from 1.
    public var line: Int? { self.details.place?.line }
    /// The column in characters, from 1.
    public var column: Int? { self.details.place?.column }
    /// The line's text and a caret under the column.
    public var excerpt: String? { self.details.place?.excerpt }
    /// The templates that led here, innermost first.
    public var trace: [Step] { self.details.trace }

    /// The same error with the place of `offset` in `source`, unless it already has one.
    func located(_ source: TemplateSource, _ offset: Int) -> JinjaError {
        if self.details.place != nil { return self }
        return JinjaError(
            details: Details(
                code: self.code, message: self.message, suggestion: self.suggestion,
                place: source.place(at: offset), trace: self.trace))
    }

    /// The same error, remembering the call that led to it; long traces keep their first 20 steps.
    func through(_ source: TemplateSource, _ offset: Int) -> JinjaError {
        guard self.details.place != nil else { return self.located(source, offset) }
        guard self.trace.count < 20 else { return self }
        let step = Step(template: source.name, line: source.line(at: offset))
        return JinjaError(
            details: Details(
                code: self.code, message: self.message, suggestion: self.suggestion,
                place: self.details.place, trace: self.trace + [step]))
    }
}

extension JinjaError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The whole sentence: what, suggestion, where, excerpt, and the templates that led there.
    public var description: String {
        var text = self.message
        if let suggestion = self.suggestion { text += " (did you mean “\(suggestion)”?)" }
        guard let place = self.details.place else { return text }
        text += " — \(place.template), line \(place.line), column \(place.column)\n\(place.excerpt)"
        for step in self.trace { text += "\ncalled from \(step.template), line \(step.line)" }
        return text
    }

    /// The code and the sentence, for the log.
    public var debugDescription: String { "JinjaError.\(self.code.rawValue): \(self.description)" }
}
