extension TemplatePages {
    /// The bodies rendered with given values.
    public struct Preview: Codable, Sendable {
        public var header: Header
        public var form: Component.Form
        public var hasResult: Bool
        public var results: [Rendered]

        /// Takes every part.
        public init(header: Header, form: Component.Form, hasResult: Bool, results: [Rendered]) {
            self.header = header
            self.form = form
            self.hasResult = hasResult
            self.results = results
        }

        /// One body with the values filled in.
        public struct Rendered: Codable, Sendable {
            public var title: String
            public var emptyText: String
            public var lines: [Component.TextLine]
            /// At most one; then there are no lines.
            public var problems: [Component.TemplateProblem]

            /// Takes every part.
            public init(
                title: String, emptyText: String, lines: [Component.TextLine], problems: [Component.TemplateProblem]
            ) {
                self.title = title
                self.emptyText = emptyText
                self.lines = lines
                self.problems = problems
            }
        }
    }
}
