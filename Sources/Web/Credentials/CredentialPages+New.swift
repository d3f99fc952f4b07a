extension CredentialPages {
    /// The form that adds a credential set.
    public struct New: Codable, Sendable {
        public var form: Component.Form

        /// Takes every part.
        public init(form: Component.Form) {
            self.form = form
        }
    }
}
