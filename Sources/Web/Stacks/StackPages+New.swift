extension StackPages {
    /// The form that adds a stack.
    public struct New: Codable, Sendable {
        public var form: Component.Form
        public var hasTemplates: Bool

        /// Takes every part.
        public init(form: Component.Form, hasTemplates: Bool) {
            self.form = form
            self.hasTemplates = hasTemplates
        }
    }
}
