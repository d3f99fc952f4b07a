extension TemplatePages {
    /// The form that edits a template set, and its removal.
    public struct Edit: Codable, Sendable {
        public var name: String
        public var form: Component.Form
        public var problems: [Component.TemplateProblem]
        public var deletion: Component.Action

        /// Takes every part.
        public init(
            name: String, form: Component.Form, problems: [Component.TemplateProblem], deletion: Component.Action
        ) {
            self.name = name
            self.form = form
            self.problems = problems
            self.deletion = deletion
        }
    }
}
