extension TemplatePages {
    /// The form that adds a template set.
    public struct New: Codable, Sendable {
        public var form: Component.Form
        public var problems: [Component.TemplateProblem]

        /// Takes every part.
        public init(form: Component.Form, problems: [Component.TemplateProblem]) {
            self.form = form
            self.problems = problems
        }
    }
}
